import { describe, expect, it } from 'vitest'
import {
  axisTop,
  firstHour,
  type HourReading,
  highestOf,
  isCurrentReading,
  plotRuns,
  plotSpans,
} from '#lib/rules/servers/reading.ts'
import { later } from '#lib/rules/time/time.ts'
import { measuredValue, plotFacts } from '#lib/words/servers.ts'
import { wordsIn } from '#lib/words/words.ts'

const now = new Date('2026-03-10T14:20:00Z')
const from = firstHour(now, 24)
const hour = (index: number, most = 2): HourReading => {
  const began = later(from, index * 3600)
  return { hour: began, least: 1, average: 1.5, most, mostAt: later(began, 600) }
}

describe('what an agent measures, by hour', () => {
  it('ends with the hour that runs', () => {
    expect(from.toISOString()).toBe('2026-03-09T15:00:00.000Z')
    expect(plotRuns([hour(23)], from)).toEqual([[{ x: 23.5, least: 1, average: 1.5, most: 2 }]])
  })

  it('has a gap where nothing was measured, and nothing from before', () => {
    const runs = plotRuns([hour(-1), hour(0), hour(1), hour(4), hour(23)], from)
    expect(runs.map(run => run.map(point => point.x))).toEqual([[0.5, 1.5], [4.5], [23.5]])
  })

  it('has its highest where it was so first', () => {
    expect(highestOf([hour(-1, 99), hour(2, 9), hour(3, 9), hour(4, 3)], from)).toEqual(hour(2, 9))
    expect(highestOf([hour(-1, 99)], from)).toBeNull()
  })

  it.each([
    [0, 1],
    [0.3, 1],
    [1, 1],
    [1.1, 2],
    [9.8, 10],
    [10, 10],
    [42, 50],
    [1e6, 1e6],
    [3_600_000, 5e6],
  ])('has room for %d on an axis to %d', (most, top) => expect(axisTop(most)).toBe(top))

  it('shades planned work as far as it is shown', () => {
    const spans = [
      { from: later(from, -7200), until: later(from, 3600) },
      { from: later(from, -7200), until: later(from, -3600) },
      { from: later(from, 23 * 3600), until: later(from, 90 * 3600) },
    ]
    expect(plotSpans(spans, from, 24)).toEqual([
      { x: 0, width: 1 },
      { x: 23, width: 1 },
    ])
  })

  it('says how it is now for a quarter of an hour', () => {
    expect([-900, -901].map(seconds => isCurrentReading(later(now, seconds), now))).toEqual([true, false])
  })

  it('is said for who does not see the plot', () => {
    const words = wordsIn('en')
    const points = plotRuns([hour(0), hour(1, 12.4)], from).flat()
    const facts = { server: 'web07', shown: 'day' as const, points }
    expect(plotFacts(words, { measure: 'load', ...facts })).toEqual({
      title: 'Load of web07, the last 24 hours',
      what: 'From 1 to 12, on average 1.5. Of 22 hours there are no readings.',
    })
    expect(measuredValue(words, 'response', 182.6)).toBe('183 ms')
  })
})
