import { Badge } from '#app/_components/board/badge.tsx'
import { lookOf } from '#app/_components/board/look.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import { conditionOf } from '#lib/rules/servers/condition.ts'
import { impactLabel } from '#lib/words/servers.ts'
import { LocalTime } from './local-time.tsx'

/** isGuess: nobody has stated what is the matter with them. */
type Props = { servers: DeskIncident['servers']; isGuess?: boolean }

/** The servers of an incident: what is true of each, beside what customers were last told. */
export function AffectedServers({ servers, isGuess = false }: Props) {
  return (
    <ul className="grid gap-2">
      {servers.map(server => (
        <li
          key={server.serverId}
          className="grid gap-x-4 border-t border-line pt-2 sm:grid-cols-[9rem_1fr_1fr]"
        >
          <strong>{server.label}</strong>
          <span>
            <span className="text-sm text-soft">
              {isGuess
                ? staffWords('deskIncidents.affectedServers.perhaps')
                : staffWords('deskIncidents.affectedServers.now')}
            </span>{' '}
            <Truth server={server} />
          </span>
          <span>
            <span className="text-sm text-soft">
              {staffWords('deskIncidents.affectedServers.customersKnow')}{' '}
            </span>
            <Known server={server} />
          </span>
        </li>
      ))}
    </ul>
  )
}

type Server = DeskIncident['servers'][number]

function Truth({ server }: { server: Server }) {
  if (server.endedAt)
    return (
      <>
        {staffWords.rich('deskIncidents.affectedServers.overSince', {
          endedAt: () => server.endedAt && <LocalTime at={server.endedAt} />,
        })}
      </>
    )
  if (server.clearedAt && server.cause === 'suspicious-file')
    return (
      <>
        {staffWords.rich('deskIncidents.affectedServers.foundNoMoreSince', {
          clearedAt: () => server.clearedAt && <LocalTime at={server.clearedAt} />,
        })}
      </>
    )
  if (server.clearedAt)
    return (
      <>
        {staffWords.rich('deskIncidents.affectedServers.clearSinceBeingWatched', {
          clearedAt: () => server.clearedAt && <LocalTime at={server.clearedAt} />,
        })}
      </>
    )
  return (
    <>
      {staffWords.rich('deskIncidents.affectedServers.since', {
        condition: () => (
          <Condition impact={server.impact} cause={server.cause} isIntermittent={server.isIntermittent} />
        ),
        since: () => <LocalTime at={server.since} />,
      })}
    </>
  )
}

function Known({ server }: { server: Server }) {
  const { announcedImpact } = server
  if (!announcedImpact || !server.announcedAt)
    return <>{staffWords('deskIncidents.affectedServers.nothing')}</>
  return (
    <>
      {staffWords.rich('deskIncidents.affectedServers.allClearTold', {
        condition: () => (
          <Condition
            impact={announcedImpact}
            cause={server.cause}
            isIntermittent={server.isAnnouncedIntermittent}
          />
        ),
        hasAnnouncedImpact: announcedImpact === 'operational' ? 'yes' : 'no',
        announcedAt: () => server.announcedAt && <LocalTime at={server.announcedAt} />,
      })}
    </>
  )
}

/** As a shape, a word and a colour, as customers see it. */
function Condition({ impact, cause, isIntermittent }: Pick<Server, 'impact' | 'cause' | 'isIntermittent'>) {
  return (
    <Badge
      {...lookOf(conditionOf(impact, cause, isIntermittent))}
      word={impactLabel(staffWords, impact, cause, isIntermittent)}
    />
  )
}
