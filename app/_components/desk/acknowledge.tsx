import type { DeskIncident } from '#db/reads/desk-incidents.ts'
import { ActionForm, type Outcome } from './action-form.tsx'
import { LocalTime } from './local-time.tsx'
import { SubmitButton } from './submit-button.tsx'

/** Who looks at a held incident, if somebody does. */
export function Acknowledged({ incident }: { incident: DeskIncident }) {
  if (!incident.acknowledgedAt) return null
  return (
    <p className="text-soft">
      {incident.acknowledgedName ?? 'A former colleague'} has looked at it since{' '}
      <LocalTime at={incident.acknowledgedAt} />.
    </p>
  )
}

type Props = { postId: string; action: (before: Outcome, form: FormData) => Promise<Outcome> }

/** Says to the colleagues that somebody looks at it. Customers hear nothing. */
export function AcknowledgeForm({ postId, action }: Props) {
  return (
    <ActionForm action={action} className="grid gap-2">
      <input type="hidden" name="postId" value={postId} />
      <SubmitButton look="side">I look at it</SubmitButton>
    </ActionForm>
  )
}
