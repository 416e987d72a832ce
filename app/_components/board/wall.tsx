import type { BoardGroup, BoardServer } from '#lib/rules/board.ts'
import { ServerCell } from './server-cell.tsx'

/** All servers, grouped; the order is the caller's. */
export function Wall({ groups }: { groups: readonly BoardGroup[] }) {
  const size = sizeFor(groups.flatMap(group => group.servers))
  return (
    <div className="rows" data-cells={size}>
      {groups.map(group => (
        <section key={group.id} aria-label={group.name ?? 'Other servers'} className="columns-2-side py-2.5">
          <div className="leading-snug">
            <h3 className="inline font-semibold break-words sm:block">{group.name ?? 'Other servers'}</h3>{' '}
            <p className="inline text-sm text-soft sm:block">{group.summary}</p>
          </div>
          <ul className="cells">
            {group.servers.map(server => (
              <li key={server.id} data-wide={server.status.impact !== 'operational' || undefined}>
                <ServerCell server={server} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** Columns are as wide as most labels need; the few longer ones wrap. */
function sizeFor(servers: readonly BoardServer[]): 's' | 'm' | 'l' {
  const lengths = servers.map(server => server.label.length).sort((a, b) => a - b)
  const most = lengths[Math.floor(lengths.length * 0.9)] ?? 0
  if (most <= 6) return 's'
  return most <= 10 ? 'm' : 'l'
}
