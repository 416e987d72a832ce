import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { delayBucket, delayFigures, longestOf } from '#lib/rules/delays/delay.ts'
import { howFastWords } from '#lib/words/uptime.ts'
import { wordsIn } from '#lib/words/words.ts'

const figuresOf = (delays: readonly number[], least?: number) =>
  delayFigures(
    delays.map(ms => ({ bucket: delayBucket(ms), count: 1 })),
    least,
  )

describe('figures of delays', () => {
  it('are never too small, and at most a quarter too large', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 100_000_000 }), ms => {
        const longest = longestOf(delayBucket(ms))
        expect(longest).toBeGreaterThanOrEqual(Math.min(ms, longestOf(80)) - 1)
        expect(longest).toBeLessThanOrEqual(ms * 1.25 + 1)
      }),
    )
  })

  it('grow from half to nine of ten to all, in whatever order they were counted', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1 }), delays => {
        const figures = figuresOf(delays)
        expect(figures).toEqual(figuresOf(delays.toReversed()))
        expect(figures?.half).toBeLessThanOrEqual(figures?.nineOfTen ?? 0)
        expect(figures?.nineOfTen).toBeLessThanOrEqual(figures?.most ?? 0)
        expect(figures?.count).toBe(delays.length)
      }),
    )
  })

  it('count a clock that was set back as no delay', () => {
    expect(longestOf(delayBucket(-5_000))).toBe(10)
  })

  it('say nothing of too few', () => {
    expect(figuresOf([])).toBeNull()
    expect(figuresOf(Array(19).fill(100), 20)).toBeNull()
    expect(figuresOf(Array(20).fill(100), 20)).not.toBeNull()
  })
})

describe('what readers are told of it', () => {
  const words = wordsIn('en')
  const figures = (half: number, nineOfTen: number) => ({ count: 1_240, half, nineOfTen, most: nineOfTen })

  it.each([
    [null, null, null],
    [null, figures(100, 200), null],
    [
      figures(100, 1_400),
      null,
      'In the last 30 days, 1,240 alerts changed these pages: half within 1 second of their arrival, nine of ten within 2 seconds.',
    ],
    [
      figures(2_001, 200_000),
      figures(95_000, 100_000),
      'In the last 30 days, 1,240 alerts changed these pages: half within 3 seconds of their arrival, nine of ten within 4 minutes. Half of the first mails about them were on their way within 2 minutes.',
    ],
  ])('rounds up and is silent where little was measured', (shown, mail, sentence) => {
    expect(howFastWords(words, shown, mail)).toBe(sentence)
  })
})
