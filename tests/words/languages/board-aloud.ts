import type { InCondition, TimelineFacts } from '#lib/rules/incidents/timeline-facts.ts'
import type { TitleFacts } from '#lib/rules/incidents/title.ts'
import { countermeasures } from '#lib/rules/maintenance/measure.ts'
import type { BannerState, ServerBanner } from '#lib/rules/servers/banner.ts'
import { conditions } from '#lib/rules/servers/condition.ts'
import { siteSentence } from '#lib/words/board.ts'
import { titleOf } from '#lib/words/incidents.ts'
import { timelineText } from '#lib/words/posts.ts'
import { serverSentence } from '#lib/words/servers.ts'
import type { Words } from '#lib/words/words.ts'

/** A sentence as it is said in one language. */
export type Saying = (words: Words) => string

/** The same, made once for each language and kept. */
export function inEach<Said>(say: (words: Words) => Said): (words: Words) => Said {
  const made = new Map<Words, Said>()
  return words => {
    const said = made.get(words) ?? say(words)
    made.set(words, said)
    return said
  }
}

const counts = [0, 1, 2, 3, 5, 11, 21, 100]
const states: readonly BannerState[] = [
  ...conditions.filter(each => each !== 'fine'),
  'recovered',
  'impaired',
]

const named = (count: number) => Array.from({ length: count }, (_, index) => `web${index + 1}`)

/** Each state at each count: of all servers, and before others that are fine. */
export function headlines(): Saying[] {
  const none = { total: 0, states: [], openIncidents: 0 }
  const all = ([...states, 'fine', 'up'] as const).flatMap(state =>
    [1, 2, 5, 100].map(
      (count): Saying =>
        words =>
          siteSentence(words, { total: count, states: [{ state, count }], openIncidents: 0 }),
    ),
  )
  const some = states.flatMap(state =>
    counts.slice(1).map((count, at): Saying => {
      const fine = counts[counts.length - 1 - at] ?? 1
      const parts = [
        { state, count },
        { state: 'fine' as const, count: fine },
      ]
      return words => siteSentence(words, { total: count + fine, states: parts, openIncidents: 0 })
    }),
  )
  const incidents = counts.flatMap((openIncidents): Saying[] => [
    words => siteSentence(words, { ...none, openIncidents }),
    words => siteSentence(words, { total: 3, states: [{ state: 'up', count: 3 }], openIncidents }),
  ])
  return [...all, ...some, ...incidents]
}

/** Titles of incidents: of each condition, open and over, of several servers and of a group. */
export function titles(): Saying[] {
  const facts: TitleFacts[] = [1, 2, 5, 21].flatMap(count =>
    [false, true].flatMap(isOver =>
      conditions.map((condition): TitleFacts => {
        const group = count > 5 ? 'Rack B' : null
        return {
          is: 'trouble',
          servers: named(count).slice(0, 3),
          count,
          group,
          impact: 'major_outage',
          condition,
          isOver,
        }
      }),
    ),
  )
  const [first] = facts
  if (!first) return []
  const guesses = (['major_outage', 'partial_outage', 'degraded'] as const).flatMap(impact =>
    [1, 3].map((count): TitleFacts => ({ ...first, is: 'guess', impact, servers: named(count), count })),
  )
  const checks = [1, 2, 5].flatMap(count =>
    [false, true].map(
      (isOver): TitleFacts => ({ ...first, is: 'check', servers: named(count).slice(0, 3), count, isOver }),
    ),
  )
  return [...facts, ...guesses, ...checks].map(each => words => titleOf(words, each))
}

/** One server on its own page, with what we do about it. */
export function serverBanners(): Saying[] {
  const server = { label: 'web07', isOurDoing: false } as const
  const troubled = conditions.flatMap(state =>
    (['known', 'taken', 'alerted'] as const).map((care): ServerBanner => ({ ...server, state, care })),
  )
  const ours = [undefined, ...countermeasures].map(
    (measure): ServerBanner => ({
      ...server,
      state: 'slow',
      care: 'taken',
      isOurDoing: true,
      ...(measure ? { measure } : {}),
    }),
  )
  const all = [...troubled, ...ours, { ...server, state: 'recovered', care: 'alerted' } as const]
  return all.map(each => words => serverSentence(words, each))
}

const noChange = {
  is: 'change',
  began: [],
  worsened: [],
  intermittent: [],
  recovered: null,
  isOpening: false,
} as const satisfies TimelineFacts

function group(count: number, condition: InCondition['condition']): InCondition {
  const servers = named(Math.min(count, 3)).map(label => ({ id: label, label }))
  return { servers, more: Math.max(0, count - 3), condition }
}

/** What Allclear notes by itself: what began, got worse, comes and goes, recovered and is over. */
export function entries(): Saying[] {
  const changes: TimelineFacts[] = [1, 2, 11].flatMap(count => [
    ...conditions.map(each => ({ ...noChange, began: [group(count, each)], isOpening: count === 1 })),
    ...(count === 2 ? [] : conditions.map(each => ({ ...noChange, worsened: [group(count, each)] }))),
    { ...noChange, intermittent: [group(count, 'intermittently_down')] },
    { ...noChange, intermittent: [group(count, 'intermittently_slow')] },
    { ...noChange, recovered: group(count, 'down') },
    { ...noChange, recovered: null, mistaken: group(count, 'down') },
  ])
  return [...changes, ...ends()].map(each => words => timelineText(words, each))
}

function ends(): TimelineFacts[] {
  const [since, until] = ['2026-03-10T15:14:00.000Z', '2026-03-10T15:31:00.000Z']
  const past = (label: string, condition: (typeof conditions)[number] | 'in_trouble') => {
    return { id: label, label, condition, since, until }
  }
  const alone = ([...conditions, 'in_trouble'] as const).map(
    (condition): TimelineFacts => ({ is: 'over', servers: [past('web07', condition)], more: 0 }),
  )
  const two = [past('web07', 'down'), past('web08', 'in_trouble')]
  return [
    ...alone,
    ...counts.map((more): TimelineFacts => ({ is: 'over', servers: two, more })),
    { is: 'over', servers: two, more: 0, clearSince: until },
    { is: 'over', servers: [past('web07', 'slow')], more: 0, clearSince: until },
  ]
}
