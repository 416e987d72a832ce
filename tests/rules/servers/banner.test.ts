import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PostPhase } from '#lib/rules/posts/post.ts'
import { groupSummary, serverBanner, siteBanner } from '#lib/rules/servers/banner.ts'
import { type Cause, causes, type Impact, impacts, type Status } from '#lib/rules/servers/status.ts'

function status(impact: Impact, cause: Cause | null = null, isWatching = false): Status {
  return { impact, cause, isWatching, isIntermittent: false, since: null, postId: null }
}

const fine = status('operational')
const down = status('major_outage', 'outage')
const partly = status('partial_outage', 'outage')
const slow = status('degraded', 'slowdown')
const checked = status('degraded', 'suspicious-file')
const maintenance = status('maintenance', 'maintenance')
const scanned = status('degraded', 'countermeasure')
const silent = status('operational', 'no-data')
const byTurns = { ...down, isIntermittent: true }
const recovered = status('major_outage', 'outage', true)

const many = (count: number, one: Status) => Array.from({ length: count }, () => one)

describe('the sentence of the site', () => {
  it.each<[string, Status[], number, string]>([
    ['all is well', many(63, fine), 0, 'All 63 servers are fine.'],
    ['one is down', [down, ...many(62, fine)], 0, 'One of 63 servers is down, 62 are fine.'],
    [
      'one is down and two are slow',
      [...many(60, fine), slow, down, scanned],
      0,
      'One of 63 servers is down, two are slow, 60 are fine.',
    ],
    [
      'three kinds of trouble: the lesser are one word',
      [down, partly, slow, checked, ...many(59, fine)],
      0,
      'One of 63 servers is down, three are impaired, 59 are fine.',
    ],
    ['all are down', many(12, down), 0, 'All 12 servers are down.'],
    ['many are down', [...many(13, down), ...many(5, fine)], 0, '13 of 18 servers are down, five are fine.'],
    [
      'work is done',
      [maintenance, fine, fine],
      0,
      'One of three servers is under maintenance, two are fine.',
    ],
    ['one has recovered', [recovered, fine], 0, 'One of two servers has recovered, one is fine.'],
    ['both are fine', [fine, fine], 0, 'Both servers are fine.'],
    ['the only one is slow', [slow], 0, 'The one server is slow.'],
    ['a thousand are fine', many(1204, fine), 0, 'All 1,204 servers are fine.'],
    ['nothing is there', [], 0, 'No servers are listed yet.'],
    ['an incident shows on no server', many(63, fine), 1, 'All 63 servers are up, but one incident is open.'],
    [
      'another incident shows on no server',
      [down, fine, fine],
      2,
      'One of three servers is down, two are up, but two incidents are open.',
    ],
    ['an incident without any server', [], 1, 'One incident is open.'],
    ['one fails by turns', [byTurns, fine], 0, 'One of two servers is intermittently down, one is fine.'],
    ['two are silent', [silent, silent, fine], 0, 'Two of three servers are without data, one is fine.'],
  ])('%s', (_case, statuses, otherIncidents, sentence) => {
    expect(siteBanner(statuses, otherIncidents)).toBe(sentence)
  })

  const anyStatus = fc.record({
    impact: fc.constantFrom(...impacts),
    cause: fc.constantFrom(...causes),
    isWatching: fc.boolean(),
    isIntermittent: fc.boolean(),
    since: fc.constant(null),
    postId: fc.constant(null),
  })

  it('calls no server fine beside an open incident that shows on none', () => {
    fc.assert(
      fc.property(fc.array(anyStatus), fc.integer({ min: 1, max: 9 }), (statuses, incidents) => {
        expect(siteBanner(statuses, incidents)).not.toContain('fine')
      }),
    )
  })

  it('says the same in whatever order the servers come', () => {
    fc.assert(
      fc.property(fc.array(anyStatus, { minLength: 1 }), statuses => {
        expect(siteBanner(statuses.toReversed(), 0)).toBe(siteBanner(statuses, 0))
      }),
    )
  })

  it('has numbers that add up', () => {
    const sizes = fc.array(fc.integer({ min: 13, max: 99 }), { minLength: 7, maxLength: 7 })
    fc.assert(
      fc.property(sizes, counts => {
        const kinds = [fine, down, partly, slow, checked, maintenance, recovered]
        const sentence = siteBanner(
          kinds.flatMap((kind, index) => many(counts[index] ?? 0, kind)),
          0,
        )
        const [first = 0, total, ...others] = (sentence.match(/\d+/g) ?? []).map(Number)
        expect(others.reduce((sum, count) => sum + count, first)).toBe(total)
      }),
    )
  })
})

describe('the sentence of a server', () => {
  it.each<[string, Status, PostPhase | null, string]>([
    ['fine', fine, null, 'web07 is fine.'],
    ['down', down, 'investigating', 'web07 is down. We are on it.'],
    ['down, and we know why', down, 'identified', 'web07 is down. We know why, and are fixing it.'],
    ['partly down', partly, 'investigating', 'web07 is partly down. We are on it.'],
    ['slow', slow, null, 'web07 is slow. We are on it.'],
    ['slow by our own doing', scanned, null, 'web07 is slow while we work on it.'],
    ['suspicious file', checked, 'identified', 'web07 is being checked. It may be slow while we scan it.'],
    ['planned work', maintenance, null, 'web07 is under maintenance, as planned.'],
    ['recovered', recovered, 'monitoring', 'web07 has recovered. We keep watching.'],
    ['failing by turns', byTurns, 'investigating', 'web07 is intermittently down. We are on it.'],
    [
      'silent',
      silent,
      null,
      'We have no data from web07 at the moment. That alone does not mean that it is down.',
    ],
  ])('%s', (_case, one, phase, sentence) => {
    expect(serverBanner('web07', one, { phase, isTaken: true })).toBe(sentence)
  })

  it.each([
    [down, 'web07 is down. We have been alerted.'],
    [slow, 'web07 is slow. We have been alerted.'],
    [byTurns, 'web07 is intermittently down. We have been alerted.'],
  ])('promises nobody before one of us has taken it', (one, sentence) => {
    expect(serverBanner('web07', one, { phase: 'investigating', isTaken: false })).toBe(sentence)
  })
})

describe('the summary of a group', () => {
  it.each<[string, Status[], string]>([
    ['all alike', many(18, fine), '18, all fine'],
    ['a single server', [down], 'down'],
    ['a mixture, the worst first', [fine, slow, fine, down], '1 down, 1 slow, 2 fine'],
    ['all kinds by their own names', [partly, checked, maintenance, recovered, fine, down], groupOfAll()],
  ])('%s', (_case, statuses, summary) => {
    expect(groupSummary(statuses)).toBe(summary)
  })
})

function groupOfAll(): string {
  return '1 down, 1 partly down, 1 being checked, 1 recovered, 1 under maintenance, 1 fine'
}
