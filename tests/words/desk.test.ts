import { describe, expect, it } from 'vitest'
import { type WaitingKind, type WorkRow, waitingKinds } from '#lib/rules/desk/work-list.ts'
import { ageWords, type DeskState, deskSentence } from '#lib/words/desk.ts'
import { wordsIn } from '#lib/words/words.ts'

const words = wordsIn('en')
const now = new Date('2026-03-10T14:30:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

const row = (kind: WaitingKind, title = 'web07 is down', since = ago(12)): WorkRow => {
  return { key: `post ${kind}`, kind, also: [], aboutId: '', since, title, isTaken: false }
}
const state = (facts: Partial<DeskState>): DeskState => {
  return { rows: [], open: 0, hasServers: true, hasSources: true, stepsLeft: 0, ...facts }
}

describe('the first sentence of the desk', () => {
  it.each<[Partial<DeskState>, string]>([
    [{}, 'All clear: nothing waits for you.'],
    [{ open: 1 }, 'One incident is open, nothing waits for you.'],
    [{ open: 1, stepsLeft: 2 }, 'One incident is open, and 2 first steps are left.'],
    [{ open: 3, stepsLeft: 1 }, '3 incidents are open, and one first step is left.'],
    [{ rows: [row('promiseLate')] }, 'web07 is down: the promised update is 12 minutes late.'],
    [
      { rows: [row('promiseSoon', 'web07 is down', ago(-1)), row('held')] },
      'web07 is down: an update is due in 1 minute. One more thing waits.',
    ],
    [
      { rows: [row('untaken'), row('held'), row('stuck')] },
      'web07 is down: nobody has it yet. 2 more things wait.',
    ],
    [{ rows: [row('stuck', 'One delivery is stuck')] }, 'One delivery is stuck.'],
    [
      { hasServers: false, hasSources: false },
      'Nothing is watched yet: there is no server and no source of alerts.',
    ],
    [{ hasServers: false }, 'Nothing is watched yet: there is no server.'],
    [{ hasSources: false }, 'Nothing is watched yet: no source of alerts is set up.'],
  ])('of %j', (facts, sentence) => {
    expect(deskSentence(words, state(facts), now)).toBe(sentence)
  })

  it('never says that nothing waits while something does, or where nothing can', () => {
    for (const kind of waitingKinds)
      expect(deskSentence(words, state({ rows: [row(kind)], open: 1 }), now)).not.toContain('nothing waits')
    expect(deskSentence(words, state({ hasSources: false, open: 1 }), now)).toBe(
      'One incident is open, and nothing is watched yet.',
    )
    for (const lacks of [{ hasServers: false }, { hasSources: false }])
      expect(deskSentence(words, state({ ...lacks, open: 1 }), now)).not.toContain('nothing waits')
  })
})

it.each([
  [0, '1 minute'],
  [1, '1 minute'],
  [-12, '12 minutes'],
  [95, '1 hour 35 minutes'],
])('%d minutes away is written “%s”', (minutes, expected) => {
  expect(ageWords(words, ago(minutes), now)).toBe(expected)
})
