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
        <strong>Nobody finds it any more</strong> on any of its servers, since{' '}
        <LocalTime at={incident.resolutionProposedAt} />. That is no proof that they are clean: readers see no
        change, and it ends when you resolve it.
      </p>
    )
  if (!endsAt)
    return incident.keptOpenAt ? (
      <p className="text-soft">
        All its servers are clear. It was kept open <LocalTime at={incident.keptOpenAt} />, so it ends when
        you resolve it.
      </p>
    ) : null
  return (
    <div className="grid gap-2">
      <p>
        All its servers are clear. <strong>It ends by itself</strong> <LocalTime at={endsAt} />, and customers
        who were told of it hear that it is over.
      </p>
      <ActionForm act="keep-open" action={action} className="grid gap-2">
        <input type="hidden" name="postId" value={incident.id} />
        <SubmitButton look="side">Keep it open</SubmitButton>
      </ActionForm>
    </div>
  )
}
