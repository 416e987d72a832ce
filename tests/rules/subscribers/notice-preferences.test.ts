import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NoticeServer } from '#lib/rules/notices/notice.ts'
import { impacts } from '#lib/rules/servers/status.ts'
import {
  fullPreferences,
  isWanted,
  type Preferences,
  partsOf,
  preferenceKinds,
  preferenceWords,
  troubleImpacts,
  wantedFacts,
} from '#lib/rules/subscribers/notice-preferences.ts'

function server(id: string, impact: NoticeServer['impact']): NoticeServer {
  return { id, label: id, impact, cause: 'outage', since: '2013-02-19T03:00:00.000Z' }
}

const facts = (...servers: NoticeServer[]) => ({ servers, endedBefore: [], stillAffected: [] })

describe('what a subscriber wants', () => {
  it.each<[string, NoticeServer['impact'], Preferences, boolean]>([
    ['everything: an outage', 'major_outage', fullPreferences, true],
    ['everything: a slowdown', 'degraded', fullPreferences, true],
    ['everything: planned work', 'maintenance', fullPreferences, true],
    ['only outages: a slowdown', 'degraded', { ...fullPreferences, kinds: ['outage'] }, false],
    ['only outages: a partial one', 'partial_outage', { ...fullPreferences, kinds: ['outage'] }, true],
    [
      'down only: a partial outage',
      'partial_outage',
      { ...fullPreferences, leastImpact: 'major_outage' },
      false,
    ],
    ['down only: an outage', 'major_outage', { ...fullPreferences, leastImpact: 'major_outage' }, true],
    ['down only: planned work', 'maintenance', { ...fullPreferences, leastImpact: 'major_outage' }, true],
    ['no planned work: planned work', 'maintenance', { ...fullPreferences, kinds: ['outage'] }, false],
  ])('%s', (_, impact, preferences, expected) => {
    const [part] = partsOf({ kind: 'began', facts: facts(server('web07', impact)) })
    expect(part && isWanted(part, preferences)).toBe(expected)
  })

  it.each([
    [preferenceKinds, true],
    [['all-clear'], true],
    [['outage', 'slowdown'], false],
  ] as const)('an end is wanted by who wants %j: %s, whatever the degree', (kinds, expected) => {
    const [part] = partsOf({ kind: 'ended', facts: facts(server('web07', 'degraded')) })
    expect(part && isWanted(part, { kinds, leastImpact: 'major_outage' })).toBe(expected)
  })

  it('leaves of a notice the servers whose news is wanted, and of an end all', () => {
    const both = facts(server('web07', 'degraded'), server('web08', 'major_outage'))
    const preferences: Preferences = { ...fullPreferences, leastImpact: 'major_outage' }
    expect(wantedFacts('began', both, preferences).servers.map(each => each.id)).toEqual(['web08'])
    expect(wantedFacts('ended', both, preferences)).toEqual(both)
  })

  it('who wants more hears of everything that who wants less hears of', () => {
    const kinds = fc.subarray([...preferenceKinds])
    fc.assert(
      fc.property(
        fc.constantFrom(...impacts),
        kinds,
        kinds,
        fc.constantFrom(...troubleImpacts),
        fc.constantFrom(...troubleImpacts),
        (impact, fewer, more, a, b) => {
          const [milder, harder] = impacts.indexOf(a) <= impacts.indexOf(b) ? [a, b] : [b, a]
          const [part] = partsOf({ kind: 'began', facts: facts(server('web07', impact)) })
          if (!part || !isWanted(part, { kinds: fewer, leastImpact: harder })) return
          expect(isWanted(part, { kinds: [...fewer, ...more], leastImpact: milder })).toBe(true)
        },
      ),
    )
  })

  it.each([
    [fullPreferences, 'everything'],
    [{ kinds: ['outage', 'all-clear'], leastImpact: 'degraded' }, 'outages and the all clear'],
    [{ kinds: ['outage'], leastImpact: 'major_outage' }, 'outages, when a server is down'],
  ] as const)('reads as a sentence: %j', (preferences, words) => {
    expect(preferenceWords(preferences)).toBe(words)
  })
})
