import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allToTell, inLadderOrder, type LadderMember, ladderFor } from '#lib/rules/reminders/ladder.ts'

const now = new Date('2026-03-10T02:00Z')
const night = { from: '22:00', to: '06:00', zone: 'UTC' }

function colleague(id: string, facts: Partial<LadderMember> = {}): LadderMember {
  return { id, position: null, addedAt: now, quiet: null, ...facts }
}

describe('the ladder', () => {
  it('has those with a place first, then the others as they came', () => {
    const earlier = new Date('2026-01-01T00:00Z')
    const all = [
      colleague('late'),
      colleague('early', { addedAt: earlier }),
      colleague('second', { position: 1 }),
      colleague('first', { position: 0 }),
    ]
    expect(inLadderOrder(all).map(({ id }) => id)).toEqual(['first', 'second', 'early', 'late'])
  })

  it('begins with who has it', () => {
    const all = [colleague('a', { position: 0 }), colleague('b', { position: 1 })]
    expect(ladderFor(all, { ownerId: 'b', isUrgent: true }, now)).toEqual(['b', 'a'])
  })

  it.each([
    [true, ['b', 'a']],
    [false, ['b']],
  ])('leaves who wants quiet to the last; urgent: %s', (isUrgent, order) => {
    const all = [colleague('a', { position: 0, quiet: night }), colleague('b', { position: 1 })]
    expect(ladderFor(all, { ownerId: 'a', isUrgent }, now)).toEqual(order)
  })
})

const someColleagues = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    position: fc.option(fc.nat(5)),
    isQuiet: fc.boolean(),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 6 },
)

it('nobody is left out of what is urgent, and somebody hears whatever all of them want', () => {
  fc.assert(
    fc.property(someColleagues, fc.string({ maxLength: 3 }), (some, ownerId) => {
      const all = some.map(({ isQuiet, ...facts }) =>
        colleague(facts.id, { ...facts, quiet: isQuiet ? night : null }),
      )
      const ladder = ladderFor(all, { ownerId, isUrgent: true }, now)
      expect([...ladder].sort()).toEqual(all.map(({ id }) => id).sort())
      const told = allToTell(all, now)
      const awake = all.filter(({ quiet }) => !quiet).map(({ id }) => id)
      expect([...told].sort()).toEqual(awake.length > 0 ? awake.sort() : [inLadderOrder(all)[0]?.id])
    }),
  )
})
