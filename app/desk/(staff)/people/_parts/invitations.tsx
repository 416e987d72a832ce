import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField, TextField, WordsField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { invite, sendAgain, takeBackInvitation } from '#app/desk/(staff)/people/actions.ts'
import { roleChoices, roleWords } from '#app/desk/role-words.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { Invitation } from '#db/reads/staff/invitations.ts'

/** Who was invited and has not come, and a form to invite somebody. */
export function InvitationParts({ invitations, now }: { invitations: readonly Invitation[]; now: Date }) {
  return (
    <>
      {invitations.length > 0 ? (
        <Part title={staffWords('deskPeople.invitations.invitedAndNotCome')}>
          <ul className="rows">
            {invitations.map(invitation => (
              <InvitationRow key={invitation.id} invitation={invitation} now={now} />
            ))}
          </ul>
        </Part>
      ) : null}
      <Part title={staffWords('deskPeople.invitations.inviteAColleague')}>
        <Card>
          <ActionForm act="invite-colleague" action={invite} className="grid max-w-md gap-3">
            <TextField
              label={staffWords('deskPeople.invitations.name')}
              name="name"
              maxLength={80}
              autoComplete="off"
            />
            <TextField
              label={staffWords('deskPeople.invitations.eMailAddress')}
              name="email"
              type="email"
              maxLength={254}
              autoComplete="off"
            />
            <ChoiceField
              label={staffWords('deskPeople.invitations.role')}
              name="role"
              choices={roleChoices()}
              defaultValue="responder"
            />
            <WordsField
              label={staffWords('deskPeople.invitations.yourWordsToThem')}
              name="words"
              isRequired={false}
            />
            <SubmitButton>{staffWords('deskPeople.invitations.inviteByMail')}</SubmitButton>
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
          {staffWords.rich('deskPeople.invitations.emailAsRoleInvited', {
            email,
            role: roleWords()[role],
            byName,
            createdAt: () => <LocalTime at={createdAt} />,
            expiresAt: () => <LocalTime at={expiresAt} />,
            strong: text => <strong className="text-slow">{text}</strong>,
            hasExpiresAt: expiresAt > now ? 'yes' : 'no',
          })}
        </p>
      </div>
      <ActionForm act="invite-again" action={sendAgain} className="grid gap-2">
        <input type="hidden" name="invitationId" value={id} />
        <SubmitButton look="side">
          {staffWords('deskPeople.invitations.sendAgainToName', { name })}
        </SubmitButton>
      </ActionForm>
      <ActionForm act="revoke-invitation" action={takeBackInvitation} className="grid gap-2">
        <input type="hidden" name="invitationId" value={id} />
        <SubmitButton look="apart">
          {staffWords('deskPeople.invitations.takeBackFromName', { name })}
        </SubmitButton>
      </ActionForm>
    </li>
  )
}
