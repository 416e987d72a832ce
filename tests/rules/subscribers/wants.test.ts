import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NoticeServer } from '#lib/rules/notices/notice.ts'
import { impacts } from '#lib/rules/servers/status.ts'
import {
  isWanted,
  newsOf,
  troubleImpacts,
  type Wants,
  wantedFacts,
  wantedKinds,
  wantsEverything,
} from '#lib/rules/subscribers/wants.ts'

function server(id: string, impact: NoticeServer['impact']): NoticeServer {
  return { id, label: id, impact, cause: 'outage', since: '2013-02-19T03:00:00.000Z' }
}

const facts = (...servers: NoticeServer[]) => ({ servers, endedBefore: [], stillAffected: [] })

describe('what a subscriber wants', () => {
  it.each<[string, NoticeServer['impact'], Wants, boolean]>([
    ['everything: an outage', 'major_outage', wantsEverything, true],
    ['everything: a slowdown', 'degraded', wantsEverything, true],
    ['everything: planned work', 'maintenance', wantsEverything, true],
    ['only outages: a slowdown', 'degraded', { ...wantsEverything, kinds: ['outage'] }, false],
    ['only outages: a partial one', 'partial_outage', { ...wantsEverything, kinds: ['outage'] }, true],
    [
      'down only: a partial outage',
      'partial_outage',
      { ...wantsEverything, leastImpact: 'major_outage' },
      false,
    ],
    ['down only: an outage', 'major_outage', { ...wantsEverything, leastImpact: 'major_outage' }, true],
    ['down only: planned work', 'maintenance', { ...wantsEverything, leastImpact: 'major_outage' }, true],
    ['no planned work: planned work', 'maintenance', { ...wantsEverything, kinds: ['outage'] }, false],
  ])('%s', (_, impact, wants, expected) => {
    const [news] = newsOf({ kind: 'began', facts: facts(server('web07', impact)) })
    expect(news && isWanted(news, wants)).toBe(expected)
  })

  it.each([
    [wantedKinds, true],
    [['all-clear'], true],
    [['outage', 'slowdown'], false],
  ] as const)('an end is wanted by who wants %j: %s, whatever the degree', (kinds, expected) => {
    const [news] = newsOf({ kind: 'ended', facts: facts(server('web07', 'degraded')) })
    expect(news && isWanted(news, { kinds, leastImpact: 'major_outage' })).toBe(expected)
  })

  it('leaves of a notice the servers whose news is wanted, and of an end all', () => {
    const both = facts(server('web07', 'degraded'), server('web08', 'major_outage'))
    const wants: Wants = { ...wantsEverything, leastImpact: 'major_outage' }
    expect(wantedFacts('began', both, wants).servers.map(each => each.id)).toEqual(['web08'])
    expect(wantedFacts('ended', both, wants)).toEqual(both)
  })

  it('who wants more hears of everything that who wants less hears of', () => {
    const kinds = fc.subarray([...wantedKinds])
    fc.assert(
      fc.property(
        fc.constantFrom(...impacts),
        kinds,
        kinds,
        fc.constantFrom(...troubleImpacts),
        fc.constantFrom(...troubleImpacts),
        (impact, fewer, more, a, b) => {
          const [milder, harder] = impacts.indexOf(a) <= impacts.indexOf(b) ? [a, b] : [b, a]
          const [news] = newsOf({ kind: 'began', facts: facts(server('web07', impact)) })
          if (!news || !isWanted(news, { kinds: fewer, leastImpact: harder })) return
          expect(isWanted(news, { kinds: [...fewer, ...more], leastImpact: milder })).toBe(true)
        },
      ),
    )
  })
})
