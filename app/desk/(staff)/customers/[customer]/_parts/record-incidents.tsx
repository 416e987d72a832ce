import { Part } from '#app/_components/desk/card.tsx'
import { OnClocksOf } from '#app/_components/desk/desk-zone.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import { type RecordIncident, type RecordServer, wholeMinutes } from '#lib/rules/customers/record.ts'
import { titleIn } from '#lib/words/spoken-posts.ts'

/** How many are shown; the files have all. */
const mostShown = 200

type Props = { incidents: readonly RecordIncident[]; servers: readonly RecordServer[]; zone: string }

/** What happened, server by server. */
export function RecordIncidents({ incidents, servers, zone }: Props) {
  const labels = new Map(servers.map(({ id, label }) => [id, label]))
  return (
    <Part title={staffWords('record.incidentsTitle')}>
      {incidents.length === 0 ? <p>{staffWords('record.noIncidents')}</p> : null}
      <OnClocksOf zone={zone}>
        <ul className="grid gap-2">
          {incidents.slice(0, mostShown).map(incident => (
            <li
              key={`${incident.serverId} ${incident.from.getTime()}`}
              className="border-t border-line pt-2 wrap-anywhere"
            >
              <Happened incident={incident} label={labels.get(incident.serverId) ?? ''} />
            </li>
          ))}
        </ul>
      </OnClocksOf>
      {incidents.length > mostShown ? (
        <p>
          {staffWords('deskCustomers.recordIncidents.onlyFirstShown', {
            mostShown,
            incidents: incidents.length,
          })}
        </p>
      ) : null}
    </Part>
  )
}

function Happened({ incident, label }: { incident: RecordIncident; label: string }) {
  const { post, from, until } = incident
  return (
    <>
      {label}:{' '}
      {post ? (
        <a href={`/posts/${post.slug}`}>{titleIn(staffWords, post.titled)}</a>
      ) : (
        staffWords('record.noPage')
      )}
      <span className="block text-sm text-soft">
        {staffWords.rich('deskCustomers.recordIncidents.fromToAndLength', {
          from: () => <LocalTime at={from} />,
          until: () => until && <LocalTime at={until} />,
          lasting: staffWords('record.lasting'),
          hasUntil: until ? 'yes' : 'no',
          minutesIn: minutesIn(incident.times),
        })}
      </span>
    </>
  )
}

const degrees = [
  ['majorMs', 'down'],
  ['partialMs', 'partly'],
  ['degradedMs', 'degraded'],
  ['maintenanceMs', 'maintenance'],
] as const

/** "17 min down, 3 min degraded", of the time that the record is about. */
function minutesIn(times: RecordIncident['times']): string {
  const parts = degrees.flatMap(([key, degree]) =>
    times[key] > 0
      ? [staffWords(`deskCustomers.recordIncidents.minutes.${degree}`, { minutes: wholeMinutes(times[key]) })]
      : [],
  )
  return parts.join(', ')
}
