import { expect, it } from 'vitest'
import { type DeskWaiting, waitingSentence } from '#lib/rules/incidents/desk-waiting.ts'

const nothing: DeskWaiting = { untaken: 0, held: 0, guesses: 0, questions: 0, withheld: 0, proposed: 0 }

it.each([
  [{}, 0, 'All clear: nothing waits for you.'],
  [{}, 1, 'One incident is open, nothing waits for you.'],
  [{ untaken: 1 }, 1, 'One incident waits to be taken.'],
  [{ held: 1 }, 3, 'One incident is held for you.'],
  [{ guesses: 1 }, 0, 'One guess waits for your answer.'],
  [{ questions: 2 }, 2, '2 alerts may be over.'],
  [{ withheld: 1 }, 1, 'Notices of one post are withheld.'],
  [
    { held: 2, guesses: 2, proposed: 1 },
    1,
    '2 incidents are held for you, 2 guesses wait for your answer, one waits for its all clear.',
  ],
] as const)('with %j and %d open the desk says “%s”', (waiting, open, sentence) => {
  expect(waitingSentence({ ...nothing, ...waiting }, open)).toBe(sentence)
})

it('never says that nothing waits while something does', () => {
  for (const kind of Object.keys(nothing))
    for (const open of [0, 1, 2])
      expect(waitingSentence({ ...nothing, [kind]: 1 }, open)).not.toContain('nothing waits')
})
