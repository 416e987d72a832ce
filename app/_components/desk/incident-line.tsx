import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { phaseWord } from '#lib/rules/posts/post.ts'
import { worst } from '#lib/rules/servers/status.ts'
import { Acknowledged, isUntaken, TakeOnForm } from './acknowledge.tsx'
import type { FormOutcome } from './action-form.tsx'
import { Card, type CardTone } from './card.tsx'
import { LocalTime } from './local-time.tsx'

type Action = (before: FormOutcome, form: FormData) => Promise<FormOutcome>

/** An open incident in a list: where it stands, and whether a promise to customers is late. */
export function IncidentLine({
  incident,
  now,
  takeOn,
}: {
  incident: DeskIncident
  now: Date
  takeOn: Action
}) {
  return (
    <Card tone={toneOf(incident)}>
      <h3 className="font-semibold">
        <a href={`/desk/posts/${incident.id}`}>{incident.title}</a>
      </h3>
      <p className="text-sm">
        <strong>{phaseWord(incident.phase)}</strong>, since <LocalTime at={incident.startedAt} />
        {' · '}
        <Promised at={incident.nextUpdateAt} now={now} />
      </p>
      <Acknowledged incident={incident} />
      {isUntaken(incident) ? <TakeOnForm postId={incident.id} action={takeOn} /> : null}
    </Card>
  )
}

/** When customers were promised to hear next. */
export function Promised({ at, now }: { at: Date | null; now: Date }) {
  if (!at) return <>no update promised</>
  if (at < now)
    return (
      <strong className="text-down">
        update overdue since <LocalTime at={at} />
      </strong>
    )
  return (
    <>
      next update by <LocalTime at={at} />
    </>
  )
}

function toneOf({ servers }: DeskIncident): CardTone {
  switch (worst(servers.filter(row => !row.endedAt && !row.clearedAt).map(row => row.impact))) {
    case 'operational':
      return 'seen'
    case 'maintenance':
      return 'work'
    case 'degraded':
      return 'slow'
    case 'partial_outage':
      return 'part'
    case 'major_outage':
      return 'down'
  }
}
