import { hasOwnSlots, type Maintenance } from '#lib/rules/maintenance/maintenance.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { Period } from './moment.tsx'
import { readerWords } from './reader-words.ts'

type Props = { maintenance: Maintenance; servers: readonly BoardServer[]; now: Date }

/** Which server has its turn when; nothing where all have the same time. */
export function MaintenanceTurns({ maintenance, servers, now }: Props) {
  const isAlone = maintenance.slots.some(slot => slot.completedAt || slot.cancelledAt)
  if (!hasOwnSlots(maintenance) && !isAlone) return null
  const words = readerWords()
  const known = new Map(servers.map(server => [server.id, server]))
  return (
    <section aria-labelledby="turns" className="mb-9">
      <h2 id="turns" className="section-title mb-2">
        {words('posts.page.turns')}
      </h2>
      <table className="w-full max-w-xl text-start">
        <thead>
          <tr className="border-b border-line text-sm">
            <th scope="col" className="py-1.5 pe-4 font-semibold">
              {words('posts.page.turn')}
            </th>
            <th scope="col" className="py-1.5 font-semibold">
              {words('posts.page.turnTime')}
            </th>
          </tr>
        </thead>
        <tbody>
          {maintenance.slots.map(({ serverId, startsAt, endsAt, completedAt, cancelledAt }) => (
            <tr key={serverId} className="border-b border-line align-baseline">
              <td className="py-1.5 pe-4 wrap-anywhere" translate="no">
                <a href={`/servers/${known.get(serverId)?.hostname ?? ''}`}>{known.get(serverId)?.label}</a>
              </td>
              <td className="py-1.5">
                <Period from={startsAt} to={completedAt ?? endsAt} now={now} />
                {completedAt || cancelledAt ? (
                  <span className="ps-3 text-soft">
                    {words(`posts.phaseInList.${cancelledAt ? 'cancelled' : 'completed'}`)}
                  </span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
