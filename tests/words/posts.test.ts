import { describe, expect, it } from 'vitest'
import type { TimelineFacts } from '#lib/rules/incidents/timeline-facts.ts'
import { timelineText, updateText } from '#lib/words/posts.ts'
import { wordsIn } from '#lib/words/words.ts'

const words = wordsIn('en')
const named = (...labels: string[]) => labels.map(label => ({ id: `id of ${label}`, label }))

describe('what Allclear notes on a timeline', () => {
  const nothing = {
    is: 'change' as const,
    began: [],
    worsened: [],
    intermittent: [],
    recovered: null,
    isOpening: false,
  }

  it.each<[Partial<Extract<TimelineFacts, { is: 'change' }>>, string]>([
    [
      { began: [{ servers: named('web07'), more: 0, condition: 'down' }], isOpening: true },
      'web07 is down. We have been alerted.',
    ],
    [
      { began: [{ servers: named('a', 'b', 'c', 'd'), more: 36, condition: 'down' }] },
      'a, b and 38 more servers are down.',
    ],
    [
      {
        began: [{ servers: named('a'), more: 0, condition: 'slow' }],
        worsened: [{ servers: named('b', 'c'), more: 0, condition: 'down' }],
        recovered: { servers: named('d'), more: 0 },
      },
      'a is slow. b and c are down now. d has recovered. We keep watching before we call it over.',
    ],
    [
      { intermittent: [{ servers: named('a', 'b'), more: 0, condition: 'intermittently_slow' }] },
      'a and b are intermittently slow: they fail and recover by turns. We write again when they are stable.',
    ],
  ])('a change: %j', (change, text) => {
    expect(timelineText(words, { ...nothing, ...change })).toBe(text)
  })

  const past = {
    condition: 'down' as const,
    since: '2026-03-10T14:30:59.000Z',
    until: '2026-03-10T14:48:01.000Z',
  }
  const from = '<Timestamp at="2026-03-10T14:30:59.000Z" /> to <Timestamp at="2026-03-10T14:48:01.000Z" />'
  const over = (...labels: string[]) => named(...labels).map(server => ({ ...server, ...past }))

  it('the end of one server', () => {
    expect(timelineText(words, { is: 'over', servers: over('*new*'), more: 0 })).toBe(
      `All clear: \\*new\\* was down from ${from} (18 minutes). This incident is over.`,
    )
  })

  it('the end of several, each with its time, and how many more there were', () => {
    expect(timelineText(words, { is: 'over', servers: over('a', 'b'), more: 2 })).toBe(
      `All clear. This incident is over.\n\n- a was down from ${from} (18 minutes)\n- b was down from ${from} (18 minutes)\n- and 2 more servers`,
    )
  })

  it('the end of an incident that names no server', () => {
    expect(timelineText(words, { is: 'over', servers: [], more: 0 })).toBe(
      'All clear. This incident is over.',
    )
  })
})

it('an update is read as a person wrote it', () => {
  const body = { text: 'We *know* why.', language: 'en' as const, translations: {} }
  expect(updateText(words, { body, facts: null })).toBe('We *know* why.')
})
