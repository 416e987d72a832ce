import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { namePasskey, removePasskey } from '#app/desk/(staff)/account/actions.ts'
import type { OwnPasskey } from '#db/reads/sign-in/own-account.ts'

/** A passkey of whoever sits here, with what they can do about it. */
export function PasskeyCard({ passkey: { id, name, createdAt, usedAt, isShared } }: { passkey: OwnPasskey }) {
  return (
    <Card>
      <p className="font-semibold wrap-anywhere">{name}</p>
      <p className="text-sm text-soft">
        Made <LocalTime at={createdAt} />
        {usedAt ? (
          <>
            , last used <LocalTime at={usedAt} />
          </>
        ) : null}
        . {isShared ? 'Kept on several devices.' : 'Kept on one device.'}
      </p>
      <details>
        <summary className="min-h-11 cursor-pointer py-2">
          Rename or remove<span className="sr-only"> {name}</span>
        </summary>
        <div className="grid gap-3">
          <ActionForm act="rename-passkey" action={namePasskey} className="grid max-w-md gap-2">
            <input type="hidden" name="id" value={id} />
            <TextField label="Name" name="name" maxLength={60} defaultValue={name} />
            <SubmitButton look="side">Save the name</SubmitButton>
          </ActionForm>
          <ActionForm act="remove-passkey" action={removePasskey} className="grid gap-2">
            <input type="hidden" name="id" value={id} />
            <SubmitButton look="apart">Remove this passkey</SubmitButton>
          </ActionForm>
        </div>
      </details>
    </Card>
  )
}
