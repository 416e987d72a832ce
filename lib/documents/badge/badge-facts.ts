import type { ServerPage } from '#db/reads/servers/server-page.ts'
import { countStates, type ServerState, stateOf } from '#lib/rules/servers/banner.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { seriesOf } from '#lib/words/list.ts'
import { stateLabel } from '#lib/words/servers.ts'
import type { Words } from '#lib/words/words.ts'

/** What a badge says. state: gives its colour; its words say the same. */
export type BadgeFacts = { label: string; message: string; state: ServerState | 'unknown' }

/** How many kinds of trouble a badge names. */
const mostStates = 2

/** The whole site: what is not fine, or that all is. */
export function siteBadge(
  words: Words,
  label: string,
  servers: readonly BoardServer[],
  openIncidents: number,
): BadgeFacts {
  const facts = groupBadge(words, label, servers)
  if (openIncidents === 0 || (facts.state !== 'fine' && servers.length > 0)) return facts
  return { label, message: words('documents.badge.incidents', { count: openIncidents }), state: 'slow' }
}

/** "1 down, 2 slow", or "all fine". */
export function groupBadge(words: Words, label: string, servers: readonly BoardServer[]): BadgeFacts {
  const [worst, ...rest] = countStates(servers.map(server => server.status))
  if (!worst) return { label, message: words('documents.badge.noServers'), state: 'unknown' }
  if (worst.state === 'fine') return { label, message: words('documents.badge.allFine'), state: 'fine' }
  const named = [worst, ...rest].filter(({ state }) => state !== 'fine').slice(0, mostStates)
  const parts = named.map(({ state, count }) =>
    words('documents.badge.some', { count: String(count), condition: state }),
  )
  return { label, message: seriesOf(words, parts), state: worst.state }
}

export function serverBadge(words: Words, server: ServerPage['server']): BadgeFacts {
  const { label, status, retiredAt } = server
  if (retiredAt) return { label, message: words('documents.badge.retired'), state: 'unknown' }
  const state = stateOf(status)
  return { label, message: stateLabel(words, state), state }
}

/** Where nobody has the name. */
export function unknownBadge(words: Words): BadgeFacts {
  return {
    label: words('documents.badge.label'),
    message: words('documents.badge.unknown'),
    state: 'unknown',
  }
}

/** White letters on each are read with a contrast of 4.5 to 1 at least. */
export function badgeColour(state: BadgeFacts['state']): string {
  switch (state) {
    case 'down':
      return '#a11226'
    case 'partly_down':
    case 'intermittently_down':
      return '#a3420b'
    case 'slow':
    case 'intermittently_slow':
    case 'being_checked':
      return '#8a5a00'
    case 'under_maintenance':
      return '#24508f'
    case 'recovered':
    case 'fine':
      return '#2f7d5b'
    case 'without_data':
    case 'unknown':
      return '#5c6166'
  }
}
