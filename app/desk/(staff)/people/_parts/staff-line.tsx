import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { ChoiceField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { giveRole, removeFromStaff, signOutMember } from '#app/desk/(staff)/people/actions.ts'
import { roleChoices, roleWords } from '#app/desk/role-words.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'
import { LadderForms, LadderState, type Rung } from './ladder.tsx'

type LineProps = {
  rung: Rung
  role: DeskRole
  signedInAt: Date | null
  hasKeys: boolean
  isYou: boolean
  now: Date
}

const fateChoices = () => [
  { value: 'revoke', word: staffWords('deskPeople.staffLine.revokedToo') },
  { value: 'take', word: staffWords('deskPeople.staffLine.becomeYours') },
]

const keyFateField = () => (
  <ChoiceField
    label={staffWords('deskPeople.staffLine.theirApiKeys')}
    name="keys"
    choices={fateChoices()}
    defaultValue="revoke"
  />
)

/** One of the staff, and what an owner may do with them. */
export function StaffLine({ rung, role, signedInAt, hasKeys, isYou, now }: LineProps) {
  const { name, email } = rung.member
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-line pt-3">
      <div className="min-w-0 grow basis-64">
        <p className="font-semibold">
          {rung.place + 1}. {name}
          {isYou ? ' (you)' : null}
        </p>
        <p className="text-sm wrap-anywhere text-soft">
          {email} · {roleWords()[role]} ·{' '}
          {signedInAt
            ? staffWords.rich('deskPeople.staffLine.signedIn', {
                signedInAt: () => <LocalTime at={signedInAt} />,
              })
            : staffWords('deskPeople.staffLine.notSignedIn')}
        </p>
        <LadderState member={rung.member} isYou={isYou} now={now} />
      </div>
      <May act="move-on-ladder">
        <LadderForms rung={rung} />
      </May>
      <May act="change-role">
        <OwnerForms id={rung.member.id} name={name} role={role} hasKeys={hasKeys} isYou={isYou} />
      </May>
    </li>
  )
}

type OwnerProps = Pick<LineProps, 'role' | 'hasKeys' | 'isYou'> & { id: string; name: string }

function OwnerForms({ id, name, role, hasKeys, isYou }: OwnerProps) {
  return (
    <details className="min-w-0">
      <summary className="min-h-11 cursor-pointer py-2.5 text-sm">
        {isYou
          ? staffWords('deskPeople.staffLine.yourRole')
          : staffWords('deskPeople.staffLine.roleOfNameRemoval', { name })}
      </summary>
      <div className="grid max-w-md gap-3 pb-3">
        <ActionForm act="change-role" action={giveRole} className="grid gap-2">
          <input type="hidden" name="personId" value={id} />
          <ChoiceField
            label={staffWords('deskPeople.staffLine.roleOfName', { name })}
            name="role"
            choices={roleChoices()}
            defaultValue={role}
          />
          {role === 'owner' && hasKeys && !isYou ? keyFateField() : null}
          <SubmitButton look="side">{staffWords('deskPeople.staffLine.changeRole', { name })}</SubmitButton>
        </ActionForm>
        {isYou ? null : (
          <ActionForm act="end-colleague-sessions" action={signOutMember}>
            <input type="hidden" name="personId" value={id} />
            <SubmitButton look="apart">
              {staffWords('deskPeople.staffLine.signNameOutEverywhere', { name })}
            </SubmitButton>
          </ActionForm>
        )}
        {isYou ? null : (
          <ActionForm act="remove-colleague" action={removeFromStaff} className="grid gap-2">
            <input type="hidden" name="personId" value={id} />
            {hasKeys ? keyFateField() : null}
            <SubmitButton look="apart">
              {staffWords('deskPeople.staffLine.removeName', { name })}
            </SubmitButton>
          </ActionForm>
        )}
      </div>
    </details>
  )
}
