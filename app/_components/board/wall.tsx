import { readerWords } from '#app/_components/site/reader-words.ts'
import { stateOf } from '#lib/rules/servers/banner.ts'
import type { BoardGroup, BoardServer } from '#lib/rules/servers/board.ts'
import { groupSummary } from '#lib/words/board.ts'
import { stateLabel } from '#lib/words/servers.ts'
import { ServerCell } from './server-cell.tsx'

/** A larger group may flow over into the next column. */
const mostWhole = 40

/** All servers, grouped; the order is the caller's. */
export function Wall({ groups }: { groups: readonly BoardGroup[] }) {
  const words = readerWords()
  const size = sizeFor(groups.flatMap(group => group.servers))
  return (
    <div className="wall" data-cells={size} data-columns={groups.length > 1 ? 2 : 1}>
      {groups.map(group => (
        <section
          key={group.id}
          id={group.slug ? `group-${group.slug}` : undefined}
          aria-label={group.name ?? words('board.otherServers')}
          data-is-whole={group.servers.length <= mostWhole || undefined}
        >
          <div className="mb-0.5 flex flex-wrap items-baseline gap-x-2.5 leading-snug">
            <h3 className="min-w-0 text-[0.9375rem] font-semibold wrap-anywhere">
              {group.name ?? words('board.otherServers')}
            </h3>
            <p className="text-sm text-soft">{groupSummary(words, group.states)}</p>
          </div>
          <ul className="cells">
            {group.servers.map(server => (
              <li key={server.id} data-span={spanOf(server, size)}>
                <ServerCell server={server} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** How many letters fit a cell of each size. */
const letters = { s: 6, m: 10, l: 16 }
type Size = keyof typeof letters

/** Cells are as wide as most labels need; the few longer ones take several. */
function sizeFor(servers: readonly BoardServer[]): Size {
  const lengths = servers.map(server => server.label.length).sort((a, b) => a - b)
  const most = lengths[Math.floor(lengths.length * 0.9)] ?? 0
  if (most <= letters.s) return 's'
  return most <= letters.m ? 'm' : 'l'
}

/** How many cells a server takes with its label and, when it is not fine, its word. */
function spanOf({ label, status }: BoardServer, size: Size): 2 | 3 | 'all' | undefined {
  const state = stateOf(status)
  // What is not fine is bold, and says its word.
  const length = label.length + (state === 'fine' ? 0 : stateLabel(readerWords(), state).length + 3)
  if (length <= letters[size]) return undefined
  // The second cell has no shape and no padding of its own.
  if (length <= letters[size] * 2 + 4) return 2
  return length <= letters[size] * 3 + 8 ? 3 : 'all'
}
