import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
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
            <span className="text-sm text-soft">{isGuess ? 'Perhaps: ' : 'True: '}</span>
            <Truth server={server} />
          </span>
          <span>
            <span className="text-sm text-soft">Told: </span>
            <Told server={server} />
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
        over since <LocalTime at={server.endedAt} />
      </>
    )
  if (server.clearedAt)
    return (
      <>
        clear since <LocalTime at={server.clearedAt} />, being watched
      </>
    )
  return (
    <>
      {impactLabel(staffWords, server.impact, server.cause, server.isIntermittent)} since{' '}
      <LocalTime at={server.since} />
    </>
  )
}

function Told({ server }: { server: Server }) {
  if (!server.announcedImpact || !server.announcedAt) return <>nothing</>
  const cause = server.announcedImpact === 'operational' ? null : server.cause
  return (
    <>
      {server.announcedImpact === 'operational'
        ? 'all clear'
        : impactLabel(staffWords, server.announcedImpact, cause, server.isAnnouncedIntermittent)}{' '}
      at <LocalTime at={server.announcedAt} />
    </>
  )
}
