import { staffWords } from '#app/desk/staff-words.ts'
import type { Incident } from '#lib/rules/incidents/incident.ts'
import { endsByItselfAt } from '#lib/rules/incidents/unattended-end.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { ActionForm, type FormOutcome } from './action-form.tsx'
import { LocalTime } from './local-time.tsx'
import { SubmitButton } from './submit-button.tsx'

type Props = {
  incident: Incident
  policy: Policy
  action: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
}

/** All servers of an incident are clear: when it ends by itself, and a button that keeps it open. Nothing while one is not. */
export function UnattendedEnd({ incident, policy, action }: Props) {
  if (incident.visibility !== 'published' || incident.resolvedAt || !incident.resolutionProposedAt)
    return null
  const endsAt = endsByItselfAt(incident, policy)
  if (incident.cause === 'suspicious-file')
    return (
      <p>
        {staffWords.rich('deskIncidents.unattendedEnd.nobodyFindsItAny', {
          strong: text => <strong>{text}</strong>,
          resolutionProposedAt: () =>
            incident.resolutionProposedAt && <LocalTime at={incident.resolutionProposedAt} />,
        })}
      </p>
    )
  if (!endsAt)
    return incident.keptOpenAt ? (
      <p className="text-soft">
        {staffWords.rich('deskIncidents.unattendedEnd.allClear', {
          keptOpenAt: () => incident.keptOpenAt && <LocalTime at={incident.keptOpenAt} />,
        })}
      </p>
    ) : null
  return (
    <div className="grid gap-2">
      <p>
        {staffWords.rich('deskIncidents.unattendedEnd.allItsServersAreClear', {
          strong: text => <strong>{text}</strong>,
          endsAt: () => <LocalTime at={endsAt} />,
        })}
      </p>
      <ActionForm act="keep-open" action={action} className="grid gap-2">
        <input type="hidden" name="postId" value={incident.id} />
        <SubmitButton look="side">{staffWords('deskIncidents.unattendedEnd.keepItOpen')}</SubmitButton>
      </ActionForm>
    </div>
  )
}
