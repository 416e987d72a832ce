import type { BannerState, SiteBanner, StateCount } from '#lib/rules/servers/banner.ts'
import { seriesOf } from './list.ts'
import { stateLabel } from './servers.ts'
import type { Words } from './words.ts'

/** The site in one sentence, whose numbers add up: "One of 63 servers is down, two are slow, 60 are fine." */
export function siteSentence(words: Words, { total, states, openIncidents }: SiteBanner): string {
  const incidents = { count: openIncidents, number: numberOf(words, openIncidents) }
  if (total === 0)
    return openIncidents > 0
      ? words('board.banner.incidents', { ...incidents, number: numberFirst(words, openIncidents) })
      : words('board.banner.none')
  const servers = serversPart(words, states, total)
  return openIncidents > 0
    ? words('board.banner.withIncidents', { ...incidents, servers })
    : words('board.banner.only', { servers })
}

/** The same of one group: "Rack B: one of three servers is down, two are fine." */
export function groupSentence(words: Words, group: string, banner: SiteBanner): string {
  return words('board.banner.ofGroup', { group, banner: siteSentence(words, banner) })
}

function serversPart(words: Words, states: readonly StateCount<BannerState>[], total: number): string {
  const [first, ...rest] = states
  if (!first) throw new Error('There are servers, but none has a state.')
  if (rest.length === 0) return words('board.banner.all', first)
  const beginning = words('board.banner.first', {
    ...first,
    number: numberFirst(words, first.count),
    total: numberOf(words, total),
  })
  const others = rest.map(each =>
    words('board.banner.next', { ...each, number: numberOf(words, each.count) }),
  )
  return seriesOf(words, [beginning, ...others])
}

/** "1 down, 1 slow, 16 fine", or "18, all fine": the same counts in short. */
export function groupSummary(words: Words, states: readonly StateCount[]): string {
  const [only, second] = states
  if (only?.count === 1 && !second) return stateLabel(words, only.state)
  const parts = states.map(({ state, count }) => ({ condition: state, count: String(count) }))
  const [all] = parts
  if (all && !second) return words('board.summary.all', all)
  return seriesOf(
    words,
    parts.map(part => words('board.summary.some', part)),
  )
}

function numberOf(words: Words, count: number): string {
  return words('board.number', { count })
}

function numberFirst(words: Words, count: number): string {
  return words('board.numberFirst', { count })
}
