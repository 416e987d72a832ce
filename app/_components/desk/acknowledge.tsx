import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { ActionForm, type FormOutcome } from './action-form.tsx'
import { LocalTime } from './local-time.tsx'
import { SubmitButton } from './submit-button.tsx'

/** Who has an incident, if somebody has. */
export function Acknowledged({ incident }: { incident: DeskIncident }) {
  if (!incident.acknowledgedAt) return null
  return (
    <p className="text-soft">
      {staffWords.rich('deskIncidents.acknowledge.hasHadIt', {
        acknowledgedName:
          incident.acknowledgedName ?? staffWords('deskIncidents.acknowledge.aFormerColleague'),
        acknowledgedAt: () => incident.acknowledgedAt && <LocalTime at={incident.acknowledgedAt} />,
      })}
    </p>
  )
}

type Props = {
  postId: string
  action: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
  /** It is what the page is for. */
  isLikely?: boolean
}

/** Says to the colleagues that somebody has it. Customers hear nothing. */
export function AcknowledgeForm({ postId, action, isLikely = false }: Props) {
  return (
    <ActionForm act="acknowledge-incident" action={action} className="grid gap-2">
      <input type="hidden" name="postId" value={postId} />
      <SubmitButton look={isLikely ? 'main' : 'side'} hotkey="t">
        {staffWords('deskIncidents.acknowledge.iveGotIt')}
      </SubmitButton>
    </ActionForm>
  )
}

/** Says to colleagues and to customers that one of us has it. */
export function TakeOnForm({ postId, action }: Props) {
  return (
    <ActionForm act="take-incident" action={action} className="grid gap-2">
      <input type="hidden" name="postId" value={postId} />
      <SubmitButton hotkey="a t">{staffWords('deskIncidents.acknowledge.iveGotItReaders')}</SubmitButton>
    </ActionForm>
  )
}
