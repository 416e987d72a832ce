import { readerWords } from '#app/_components/site/reader-words.ts'
import { stateOf } from '#lib/rules/servers/banner.ts'
import type { BoardGroup, BoardServer } from '#lib/rules/servers/board.ts'
import { type FoldedGroup, foldGroups } from '#lib/rules/servers/fold.ts'
import { groupSummary } from '#lib/words/board.ts'
import { stateLabel } from '#lib/words/servers.ts'
import { Cells } from './cells.tsx'
import { WallFilter } from './wall-filter.tsx'

/** A larger group may flow over into the next column. */
const mostWhole = 40

/** Fewer servers are found without help. */
const fewestToFilter = 30

/** All servers, grouped; the order is the caller's. Groups fold, and what is typed into the filter stays, by board.js. */
export function Wall({ groups }: { groups: readonly BoardGroup[] }) {
  const servers = groups.flatMap(group => group.servers)
  const size = sizeFor(servers)
  return (
    <>
      {servers.length >= fewestToFilter ? <WallFilter /> : null}
      <div id="wall" className="wall" data-cells={size} data-columns={groups.length > 1 ? 2 : 1}>
        {foldGroups(groups).map(folded => (
          <Group key={folded.group.id} folded={folded} size={size} />
        ))}
      </div>
    </>
  )
}

function Group({ folded, size }: { folded: FoldedGroup; size: Size }) {
  const words = readerWords()
  const { group, isOpen, shown, rest, restStates } = folded
  const name = group.name ?? words('board.otherServers')
  const key = group.slug ?? group.id
  const span = (server: BoardServer) => spanOf(server, size)
  return (
    <section aria-label={name} data-is-whole={isOpen && shown.length > mostWhole ? undefined : true}>
      <details open={isOpen} data-open={isOpen || undefined}>
        <summary id={`fold-${key}`} className="wall-title">
          <h3 className="min-w-0 text-[0.9375rem] font-semibold wrap-anywhere">{name}</h3>{' '}
          <span className="text-sm text-soft">{groupSummary(words, group.states)}</span>
        </summary>
        <Cells
          servers={shown}
          id={group.slug ? `group-${group.slug}` : undefined}
          className="cells"
          spanOf={span}
        />
        {rest.length > 0 ? (
          <details>
            <summary id={`rest-${key}`} className="wall-title text-sm text-soft">
              {words('board.rest', { summary: groupSummary(words, restStates) })}
            </summary>
            <Cells servers={rest} className="cells" spanOf={span} />
          </details>
        ) : null}
      </details>
    </section>
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
