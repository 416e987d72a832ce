import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField, TextField, WordsField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { invite, sendAgain, takeBackInvitation } from '#app/desk/(staff)/people/actions.ts'
import { roleChoices, roleWords } from '#app/desk/role-words.ts'
import type { Invitation } from '#db/reads/staff/invitations.ts'

/** Who was invited and has not come, and a form to invite somebody. */
export function InvitationParts({ invitations, now }: { invitations: readonly Invitation[]; now: Date }) {
  return (
    <>
      {invitations.length > 0 ? (
        <Part title="Invited, and not come yet">
          <ul className="rows">
            {invitations.map(invitation => (
              <InvitationRow key={invitation.id} invitation={invitation} now={now} />
            ))}
          </ul>
        </Part>
      ) : null}
      <Part title="Invite a colleague">
        <Card>
          <ActionForm act="invite-colleague" action={invite} className="grid max-w-md gap-3">
            <TextField label="Name" name="name" maxLength={80} autoComplete="off" />
            <TextField label="E-mail address" name="email" type="email" maxLength={254} autoComplete="off" />
            <ChoiceField label="Role" name="role" choices={roleChoices} defaultValue="responder" />
            <WordsField
              label="Your words to them, in the mail (may stay empty)"
              name="words"
              isRequired={false}
            />
            <SubmitButton>Invite by mail</SubmitButton>
          </ActionForm>
        </Card>
      </Part>
    </>
  )
}

function InvitationRow({ invitation, now }: { invitation: Invitation; now: Date }) {
  const { id, name, email, role, byName, createdAt, expiresAt } = invitation
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 py-3">
      <div className="min-w-0 grow basis-64">
        <p className="font-semibold">{name}</p>
        <p className="text-sm wrap-anywhere text-soft">
          {email} · as {roleWords()[role]} · invited by {byName} <LocalTime at={createdAt} /> ·{' '}
          {expiresAt > now ? (
            <>
              good until <LocalTime at={expiresAt} />
            </>
          ) : (
            <strong className="text-slow">its time is over: send it again, or take it back</strong>
          )}
        </p>
      </div>
      <ActionForm act="invite-again" action={sendAgain} className="grid gap-2">
        <input type="hidden" name="invitationId" value={id} />
        <SubmitButton look="side">Send again to {name}</SubmitButton>
      </ActionForm>
      <ActionForm act="revoke-invitation" action={takeBackInvitation} className="grid gap-2">
        <input type="hidden" name="invitationId" value={id} />
        <SubmitButton look="apart">Take back from {name}</SubmitButton>
      </ActionForm>
    </li>
  )
}
