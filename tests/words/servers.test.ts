import { describe, expect, it } from 'vitest'
import type { TitleFacts } from '#lib/rules/incidents/title.ts'
import { conditionOf } from '#lib/rules/servers/condition.ts'
import { causes, impacts } from '#lib/rules/servers/status.ts'
import { titleOf, troubleNoun } from '#lib/words/incidents.ts'
import { conditionLabel, daysSentence, impactLabel, nameServers, serversAre } from '#lib/words/servers.ts'
import { wordsIn } from '#lib/words/words.ts'

const words = wordsIn('en')

describe('names of servers', () => {
  it.each([
    [[], ''],
    [['web07'], 'web07'],
    [['web07', 'web08'], 'web07 and web08'],
    [['web07', 'web08', 'web09'], 'web07, web08 and web09'],
    [['web07', 'web08', 'web09', 'web10'], 'web07, web08 and 2 more servers'],
    [Array.from({ length: 1204 }, (_, index) => `s${index}`), 's0, s1 and 1,202 more servers'],
  ])('%j', (labels, names) => {
    expect(nameServers(words, labels)).toBe(names)
  })

  it('are more where more may be named', () => {
    expect(nameServers(words, ['a', 'b', 'c', 'd'], { most: 4 })).toBe('a, b, c and d')
    expect(nameServers(words, ['a', 'b', 'c'], { most: 2 })).toBe('a and 2 more servers')
  })

  it('may be the first of many', () => {
    expect(nameServers(words, ['a', 'b', 'c'], { count: 40 })).toBe('a, b and 38 more servers')
  })

  it('are said as they are, whatever signs they have', () => {
    expect(nameServers(words, ["<b>{o'hara}</b>", '#1'])).toBe("<b>{o'hara}</b> and #1")
    expect(serversAre(words, ["<b>{o'hara}</b>"], 'down')).toBe("<b>{o'hara}</b> is down")
  })
})

describe('a sentence of servers', () => {
  it('says of each condition what its label says', () => {
    const conditions = impacts.flatMap(impact =>
      [null, ...causes].flatMap(cause => [true, false].map(by => conditionOf(impact, cause, by))),
    )
    for (const condition of new Set(conditions)) {
      const label = conditionLabel(words, condition)
      expect(serversAre(words, ['web07'], condition)).toBe(`web07 is ${label}`)
      expect(serversAre(words, ['web07', 'web08'], condition)).toBe(`web07 and web08 are ${label}`)
    }
  })

  it.each([
    ['major_outage', 'outage', false, 'down'],
    ['partial_outage', 'outage', false, 'partly down'],
    ['partial_outage', 'outage', true, 'intermittently down'],
    ['degraded', 'slowdown', false, 'slow'],
    ['degraded', 'slowdown', true, 'intermittently slow'],
    ['degraded', 'suspicious-file', true, 'being checked'],
    ['operational', 'no-data', false, 'without data'],
    ['maintenance', 'maintenance', false, 'under maintenance'],
    ['operational', null, false, 'fine'],
  ] as const)('%s by %s, by turns: %s, is "%s"', (impact, cause, isIntermittent, label) => {
    expect(impactLabel(words, impact, cause, isIntermittent)).toBe(label)
  })
})

describe('the title of an incident that Allclear opened', () => {
  const facts: TitleFacts = {
    is: 'trouble',
    servers: ['web07'],
    count: 1,
    group: null,
    impact: 'major_outage',
    condition: 'down',
    isOver: false,
  }
  const four = { servers: ['a', 'b', 'c'], count: 4 }

  it.each<[Partial<TitleFacts>, string]>([
    [{}, 'web07 is down'],
    [{ isOver: true }, 'web07 was down'],
    [{ servers: ['a', 'b'], count: 2, condition: 'slow' }, 'a and b are slow'],
    [{ ...four, isOver: true }, 'a, b and 2 more servers were down'],
    [{ ...four, group: 'Falkenstein' }, '4 servers in Falkenstein are down'],
    [{ servers: ['a'], group: 'Falkenstein', condition: 'intermittently_down' }, 'a is intermittently down'],
    [{ is: 'check', condition: 'being_checked' }, 'web07 is being checked for a suspicious file'],
    [{ is: 'check', isOver: true }, 'web07 was being checked for a suspicious file'],
    [{ is: 'check', servers: ['a', 'b'], count: 2 }, 'a and b are being checked for a suspicious file'],
    [{ is: 'guess' }, 'Looks like an outage of web07'],
    [{ is: 'guess', impact: 'partial_outage' }, 'Looks like a partial outage of web07'],
    [{ is: 'guess', impact: 'degraded', servers: ['a', 'b'], count: 2 }, 'Looks like slowness of a and b'],
  ])('%j is "%s"', (change, title) => {
    expect(titleOf(words, { ...facts, ...change })).toBe(title)
  })
})

it.each([
  ['major_outage', 'an outage'],
  ['partial_outage', 'a partial outage'],
  ['degraded', 'slowness'],
  ['operational', 'slowness'],
] as const)('a guess of %s is of %s', (impact, noun) => {
  expect(troubleNoun(words, impact)).toBe(noun)
})

describe('the last days of a server', () => {
  const web07 = { label: 'web07', days: 90, since: null, isRetired: false, sums: [] }

  it.each<[Partial<Parameters<typeof daysSentence>[1]>, string]>([
    [{}, 'In the last 90 days web07 had no trouble that we know of.'],
    [{ since: '18 Nov' }, 'Since 18 Nov web07 had no trouble that we know of.'],
    [{ isRetired: true }, 'In its last 90 days in service web07 had no trouble that we know of.'],
    [{ isRetired: true, since: '18 Nov' }, 'Since 18 Nov web07 had no trouble that we know of.'],
    [{ sums: [['down', 18]] }, 'In the last 90 days web07 was down for 18 minutes.'],
    [
      {
        since: '18 Nov',
        sums: [
          ['slow', 95],
          ['down', 18],
          ['without_data', 1],
        ],
      },
      'Since 18 Nov web07 was slow for 1 hour 35 minutes, down for 18 minutes and without data for 1 minute.',
    ],
  ])('%j', (facts, sentence) => {
    expect(daysSentence(words, { ...web07, ...facts })).toBe(sentence)
  })
})
