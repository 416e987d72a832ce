import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { namePasskey, removePasskey } from '#app/desk/(staff)/account/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { OwnPasskey } from '#db/reads/sign-in/own-account.ts'

/** A passkey of whoever sits here, with what they can do about it. */
export function PasskeyCard({ passkey: { id, name, createdAt, usedAt, isShared } }: { passkey: OwnPasskey }) {
  return (
    <Card>
      <p className="font-semibold wrap-anywhere">{name}</p>
      <p className="text-sm text-soft">
        {staffWords.rich('deskAccount.passkeyCard.madeAndUsed', {
          createdAt: () => <LocalTime at={createdAt} />,
          usedAt: () => usedAt && <LocalTime at={usedAt} />,
          hasUsedAt: usedAt ? 'yes' : 'no',
          isShared: isShared ? 'yes' : 'no',
        })}
      </p>
      <details>
        <summary className="min-h-11 cursor-pointer py-2">
          {staffWords.rich('deskAccount.passkeyCard.renameOrRemoveName', {
            name,
            unseen: text => <span className="sr-only">{text}</span>,
          })}
        </summary>
        <div className="grid gap-3">
          <ActionForm act="rename-passkey" action={namePasskey} className="grid max-w-md gap-2">
            <input type="hidden" name="id" value={id} />
            <TextField
              label={staffWords('deskAccount.passkeyCard.name')}
              name="name"
              maxLength={60}
              defaultValue={name}
            />
            <SubmitButton look="side">{staffWords('deskAccount.passkeyCard.saveTheName')}</SubmitButton>
          </ActionForm>
          <ActionForm act="remove-passkey" action={removePasskey} className="grid gap-2">
            <input type="hidden" name="id" value={id} />
            <SubmitButton look="apart">
              {staffWords('deskAccount.passkeyCard.removeThisPasskey')}
            </SubmitButton>
          </ActionForm>
        </div>
      </details>
    </Card>
  )
}
