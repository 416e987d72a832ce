import type { ReactNode } from 'react'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { worst } from '#lib/rules/servers/status.ts'
import { phaseLabel } from '#lib/words/posts.ts'
import { Acknowledged } from './acknowledge.tsx'
import { Card, type CardTone } from './card.tsx'
import { LocalTime } from './local-time.tsx'

type Props = { incident: DeskIncident; now: Date; children?: ReactNode }

/** An open incident in a list: where it stands, and what can be done about it in the place. */
export function IncidentLine({ incident, now, children }: Props) {
  return (
    <Card tone={incidentTone(incident)}>
      <h3 className="font-semibold wrap-anywhere">
        <a href={`/desk/posts/${incident.id}`}>{incident.title}</a>
      </h3>
      <IncidentStateLine incident={incident} now={now} />
      <Acknowledged incident={incident} />
      {children}
    </Card>
  )
}

/** In which phase an incident is, since when, and what customers were promised. */
export function IncidentStateLine({ incident, now }: Omit<Props, 'children'>) {
  return (
    <p className="text-sm">
      {staffWords.rich('deskIncidents.incidentLine.phaseSince', {
        phaseLabel: phaseLabel(staffWords, incident.phase),
        strong: text => <strong>{text}</strong>,
        startedAt: () => <LocalTime at={incident.startedAt} />,
        promised: () => <Promised at={incident.nextUpdateAt} now={now} />,
      })}
    </p>
  )
}

/** When customers were promised to hear next. */
export function Promised({ at, now }: { at: Date | null; now: Date }) {
  if (!at) return <>{staffWords('deskIncidents.incidentLine.noUpdatePromised')}</>
  if (at < now)
    return (
      <strong className="text-down">
        {staffWords.rich('deskIncidents.incidentLine.updateOverdueSince', {
          at: () => <LocalTime at={at} />,
        })}
      </strong>
    )
  return (
    <>{staffWords.rich('deskIncidents.incidentLine.nextUpdateBy', { at: () => <LocalTime at={at} /> })}</>
  )
}

/** The colour of the worst that is still true of an incident. */
export function incidentTone({ servers }: DeskIncident): CardTone {
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
