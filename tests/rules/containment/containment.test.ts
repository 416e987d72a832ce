import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Contained, containmentFacts } from '#lib/rules/containment/containment.ts'
import { containedSentence } from '#lib/words/containment/live-text.ts'
import { wordsIn } from '#lib/words/words.ts'

const now = new Date('2013-02-19T12:00:00Z')
const at = (clock: string) => new Date(`2013-02-19T${clock}:00Z`)
const servers = [
  { id: 'web07', label: 'web07', groupId: 'rack' },
  { id: 'web08', label: 'web08', groupId: 'rack' },
  { id: 'web09', label: 'web09', groupId: null },
]
const blocked = (facts: Partial<Contained> = {}): Contained => ({
  kind: 'firewall',
  text: 'Outgoing traffic to one address is blocked',
  isEverywhere: false,
  serverIds: [],
  groupIds: [],
  since: at('03:40'),
  until: null,
  ...facts,
})
const say = (...measures: Contained[]) =>
  containmentFacts(measures, { servers, now }).map(fact =>
    containedSentence(wordsIn('en'), fact, { servers }, true),
  )

describe('what was done, as a sentence', () => {
  it.each([
    [
      'on all',
      [blocked({ isEverywhere: true })],
      'Outgoing traffic to one address is blocked on all 3 servers since 19 Feb 2013, 03:40 UTC.',
    ],
    [
      'on a group',
      [blocked({ groupIds: ['rack'] })],
      'Outgoing traffic to one address is blocked on 2 of 3 servers since 19 Feb 2013, 03:40 UTC.',
    ],
    [
      'on one',
      [blocked({ serverIds: ['web09'] })],
      'Outgoing traffic to one address is blocked on web09 since 19 Feb 2013, 03:40 UTC.',
    ],
    [
      'on what is retired',
      [blocked({ serverIds: ['gone'] })],
      'Outgoing traffic to one address is blocked since 19 Feb 2013, 03:40 UTC.',
    ],
    [
      'each alone',
      servers.map(({ id }, place) =>
        blocked({
          serverIds: [id],
          since: at(`0${4 + place}:00`),
          text: 'outgoing traffic to one address is blocked',
        }),
      ),
      'outgoing traffic to one address is blocked on all 3 servers since 19 Feb 2013, 04:00 UTC.',
    ],
    [
      'with a full stop',
      [blocked({ isEverywhere: true, text: 'Logins are closed.' })],
      'Logins are closed on all 3 servers since 19 Feb 2013, 03:40 UTC.',
    ],
    [
      'that is over',
      [blocked({ isEverywhere: true, until: at('06:10') })],
      'Outgoing traffic to one address is blocked on all 3 servers from 19 Feb 2013, 03:40 UTC to 19 Feb 2013, 06:10 UTC.',
    ],
  ])('%s', (_, measures, sentence) => {
    expect(say(...measures)).toEqual([sentence])
  })

  it('says what goes on before what is over, and of what begins later nothing', () => {
    const measures = [
      blocked({ until: at('05:00'), isEverywhere: true }),
      blocked({ since: at('13:00'), isEverywhere: true }),
      blocked({ kind: 'account', text: 'Passwords are renewed', since: at('08:00'), serverIds: ['web07'] }),
    ]
    expect(say(...measures).map(each => each.split(' ', 1)[0])).toEqual(['Passwords', 'Outgoing'])
  })

  it('names no server where its readers may not read of it', () => {
    const [fact] = containmentFacts([blocked({ serverIds: ['web09'] })], { servers, now })
    expect(fact && containedSentence(wordsIn('en'), fact, { servers }, false)).toBe(
      'Outgoing traffic to one address is blocked on one of 3 servers since 19 Feb 2013, 03:40 UTC.',
    )
  })

  it('is the same in whatever order measures are entered, and never counts a server twice', () => {
    const measure = fc.record({
      isEverywhere: fc.boolean(),
      serverIds: fc.subarray(['web07', 'web08', 'web09', 'gone']),
      groupIds: fc.subarray(['rack']),
      since: fc.date({ min: at('00:00'), max: at('11:00'), noInvalidDate: true }),
      text: fc.constantFrom('One', 'Two'),
    })
    fc.assert(
      fc.property(fc.array(measure), fc.nat(), (given, turn) => {
        const all = given.map(each => blocked(each))
        const turned = [...all.slice(turn % (all.length + 1)), ...all.slice(0, turn % (all.length + 1))]
        const facts = containmentFacts(all, { servers, now })
        expect(containmentFacts(turned, { servers, now })).toEqual(facts)
        for (const { count } of facts) expect(count).toBeLessThanOrEqual(servers.length)
      }),
    )
  })
})
