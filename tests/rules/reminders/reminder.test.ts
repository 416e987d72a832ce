import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultPolicy, type Policy } from '#lib/rules/policy/policy.ts'
import type { LadderMember } from '#lib/rules/reminders/ladder.ts'
import { mattersOf, type PostThatWaits } from '#lib/rules/reminders/matter.ts'
import { messagesOf, type PastReminder, remindersDue } from '#lib/rules/reminders/reminder.ts'
import { later } from '#lib/rules/time/time.ts'

const start = new Date('2026-03-10T12:00:00Z')
const at = (minutes: number) => later(start, minutes * 60)

function post(facts: Partial<PostThatWaits> = {}): PostThatWaits {
  return {
    id: 'p1',
    title: 'web07 is down',
    kind: 'incident',
    cause: null,
    visibility: 'published',
    phase: 'investigating',
    createdAt: start,
    publishedAt: start,
    resolvedAt: null,
    touchedAt: start,
    acknowledgedAt: null,
    resolutionProposedAt: null,
    keptOpenAt: null,
    nextUpdateAt: null,
    breaker: null,
    ownerId: null,
    ...facts,
  }
}

const untouched = { touchedAt: null }

const staff: LadderMember[] = ['ann', 'ben'].map((id, position) => ({
  id,
  position,
  addedAt: start,
  quiet: null,
}))

/** Lets time pass by the minute and remembers each step: "12 ann promise-late". */
class Watch {
  past: PastReminder[] = []
  said: string[] = []
  lately = new Map<string, Date[]>()
  policy: Policy
  colleagues: readonly LadderMember[]

  constructor(policy: Partial<Policy> = {}, colleagues: readonly LadderMember[] = staff) {
    this.policy = { ...defaultPolicy, ...policy }
    this.colleagues = colleagues
  }

  minutes(from: number, to: number, posts: readonly PostThatWaits[]): void {
    for (let minute = from; minute <= to; minute++) this.round(minute, posts)
  }

  round(minute: number, posts: readonly PostThatWaits[]): void {
    const matters = mattersOf(posts, [], this.policy)
    const { due } = remindersDue(matters, this.past, this.colleagues, this.lately, this.policy, at(minute))
    for (const { matter, step, staffId } of due) {
      const { kind, subjectId, occasion } = matter
      this.past.push({ kind, subjectId, occasion, step, staffId, createdAt: at(minute) })
      this.said.push(`${minute} ${staffId ?? 'all'} ${kind}`)
    }
    for (const { staffId } of messagesOf(due, this.colleagues))
      this.lately.set(staffId, [...(this.lately.get(staffId) ?? []), at(minute)])
  }
}

describe('a promised update', () => {
  it('is reminded of five minutes before, then when it is late, and climbs the ladder to everybody', () => {
    const watch = new Watch()
    watch.minutes(0, 200, [post({ nextUpdateAt: at(30), ownerId: 'ben' })])
    expect(watch.said).toEqual([
      '25 ben promise-soon',
      '30 ben promise-late',
      '40 ann promise-late',
      '50 all promise-late',
    ])
  })

  it('that was kept is forgotten, and the next one is another', () => {
    const watch = new Watch()
    watch.minutes(0, 26, [post({ nextUpdateAt: at(30) })])
    watch.minutes(27, 60, [post({ nextUpdateAt: at(90), touchedAt: at(27) })])
    watch.minutes(61, 90, [post({ nextUpdateAt: at(90), touchedAt: at(27) })])
    expect(watch.said).toEqual(['25 ann promise-soon', '85 ann promise-soon', '90 ann promise-late'])
  })

  it('that was made for in a moment is not said to be soon', () => {
    const watch = new Watch()
    watch.minutes(0, 3, [post({ nextUpdateAt: at(3) })])
    expect(watch.said).toEqual(['3 ann promise-late'])
  })
})

describe('an incident that nobody has taken', () => {
  it('is reminded of after five minutes', () => {
    const watch = new Watch()
    watch.minutes(0, 6, [post(untouched)])
    expect(watch.said).toEqual(['5 ann untaken'])
  })

  it.each([
    ['somebody has taken it', { touchedAt: null, acknowledgedAt: start }],
    ['somebody has written on it', { touchedAt: start }],
    ['it has recovered', { touchedAt: null, phase: 'monitoring' }],
    ['it is laid aside', { touchedAt: null, visibility: 'draft' }],
  ] as const)('is not when %s', (_case, facts) => {
    const watch = new Watch()
    watch.minutes(0, 60, [post(facts)])
    expect(watch.said).toEqual([])
  })

  it('and that is held, too', () => {
    const watch = new Watch()
    watch.minutes(0, 6, [post({ touchedAt: null, visibility: 'held', publishedAt: null })])
    expect(watch.said).toEqual(['5 ann held'])
  })
})

it('an end that waits is reminded of once, until somebody keeps the incident open', () => {
  const watch = new Watch()
  const clear = { resolutionProposedAt: at(10), ownerId: 'ben' }
  watch.minutes(10, 30, [post(clear)])
  expect(watch.said).toEqual(['10 ben end-waits'])
  const kept = new Watch()
  kept.minutes(10, 30, [post({ ...clear, keptOpenAt: at(10) })])
  expect(kept.said).toEqual([])
})

describe('a comment', () => {
  const comment = { id: 'c1', postId: 'p1', title: 'web07 is down', publishedAt: start }
  const night = { from: '11:00', to: '14:00', zone: 'UTC' }

  it.each([
    ['is reminded of after an hour, once', null, 60, ['ann']],
    ['wakes nobody', night, 60, []],
    ['is told when quiet is over', night, 120, ['ann']],
  ])('%s', (_case, quiet, minute, told) => {
    const colleagues = staff.map(colleague => ({ ...colleague, quiet }))
    const matters = mattersOf([], [comment], defaultPolicy)
    const { due } = remindersDue(matters, [], colleagues, new Map(), defaultPolicy, at(minute))
    expect(due.map(({ staffId }) => staffId)).toEqual(told)
  })
})

describe('who hears much', () => {
  it('gets one message of all that is due, and after six in an hour the next only after five minutes', () => {
    const watch = new Watch({}, staff.slice(0, 1))
    const posts = Array.from({ length: 20 }, (_, count) =>
      post({ id: `p${count}`, touchedAt: null, publishedAt: at(count), createdAt: at(count) }),
    )
    watch.minutes(0, 14, posts)
    const minutes = new Set(watch.said.map(line => line.split(' ')[0]))
    expect([...minutes]).toEqual(['5', '6', '7', '8', '9', '10'])
    watch.minutes(15, 15, posts)
    expect(watch.said.filter(line => line.startsWith('15 ann '))).toHaveLength(5)
  })

  it('waits for nobody else', () => {
    const watch = new Watch()
    watch.lately.set(
      'ann',
      Array.from({ length: 6 }, () => at(4)),
    )
    watch.round(5, [post({ ...untouched, ownerId: 'ben' })])
    expect(watch.said).toEqual(['5 ben untaken'])
  })
})

const somePosts = fc.array(
  fc.record({
    touchedAt: fc.option(fc.constant(start)),
    nextUpdateAt: fc.option(fc.integer({ min: 0, max: 60 }).map(at)),
    resolutionProposedAt: fc.option(fc.integer({ min: 0, max: 60 }).map(at)),
    ownerId: fc.constantFrom(null, 'ann', 'ben', 'gone'),
  }),
  { maxLength: 4 },
)

it('each step of each matter is taken once, whenever somebody looks, and a round on its own outcome does nothing', () => {
  fc.assert(
    fc.property(somePosts, fc.array(fc.nat(120), { maxLength: 12 }), (facts, looks) => {
      const posts = facts.map((each, place) => post({ id: `p${place}`, ...each }))
      const watch = new Watch()
      for (const minute of looks.sort((a, b) => a - b)) {
        watch.round(minute, posts)
        const before = watch.past.length
        watch.round(minute, posts)
        expect(watch.past.length).toBe(before)
      }
      const steps = watch.past.map(
        ({ kind, subjectId, occasion, step }) => `${subjectId} ${kind} ${occasion} ${step}`,
      )
      expect(new Set(steps).size).toBe(steps.length)
      // Nobody is reminded twice of one thing before everybody is.
      const persons = watch.past.map(
        ({ kind, subjectId, occasion, staffId }) => `${subjectId} ${kind} ${occasion} ${staffId}`,
      )
      expect(new Set(persons).size).toBe(persons.length)
    }),
  )
})

it('what is asked for next comes when it is due', () => {
  const matters = mattersOf([post({ nextUpdateAt: at(30) })], [], defaultPolicy)
  const { wakeAt } = remindersDue(matters, [], staff, new Map(), defaultPolicy, at(0))
  expect(wakeAt).toEqual(at(25))
})
