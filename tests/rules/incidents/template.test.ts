import { describe, expect, it } from 'vitest'
import {
  fillTemplate,
  fittingTemplates,
  templateKindOf,
  templateLimits,
  unknownFields,
} from '#lib/rules/incidents/template.ts'
import { firstTemplates, templateFacts } from '#lib/words/templates.ts'
import { wordsIn } from '#lib/words/words.ts'

const words = wordsIn('en')
const facts = { servers: 'web07', since: '14:02 UTC', 'next update': '15:00 UTC' }

describe('a template', () => {
  it.each([
    ['{servers} is down since {since}.', 'web07 is down since 14:02 UTC.'],
    ['We look at {servers}. Next update by {next update}.', 'We look at web07. Next update by 15:00 UTC.'],
    ['Twice: {servers}, {servers}', 'Twice: web07, web07'],
    ['One line.\n\nAnother of {servers}.', 'One line.\n\nAnother of web07.'],
    ['Our {panel} is slow.', 'Our {panel} is slow.'],
    ['We ask example.com. {servers} waits.', 'We ask example.com. web07 waits.'],
  ])('is filled from facts: %s', (text, filled) => expect(fillTemplate(text, facts)).toBe(filled))

  it.each([
    ['We look at {servers}. Next update by {next update}.', 'We look at web07.'],
    ['Next update by {next update}. We look at {servers}.', 'We look at web07.'],
    ['{servers} is slow!\nMore at {next update}.', 'web07 is slow!'],
    ['{next update}', ''],
  ])('loses a sentence that rests on what nobody promised: %s', (text, filled) =>
    expect(fillTemplate(text, { ...facts, 'next update': null })).toBe(filled),
  )

  it('names what is no field', () => {
    expect(unknownFields('{servers} and {host}, {since}')).toEqual(['host'])
  })
})

describe('the templates that there are at first', () => {
  const first = firstTemplates([words])

  it('are whole: no field is unknown, none is too long, no id comes twice', () => {
    expect(first.flatMap(({ text }) => unknownFields(text))).toEqual([])
    expect(Math.max(...first.map(({ text }) => text.length))).toBeLessThan(templateLimits.text)
    expect(new Set(first.map(({ id }) => id)).size).toBe(first.length)
  })

  it.each(['outage', 'slowdown', 'suspicious-file'] as const)('begin, go on and end %s', kind => {
    expect(fittingTemplates(first, kind, true)).toHaveLength(1)
    const phases = new Set(fittingTemplates(first, kind, false).map(({ phase }) => phase))
    expect([...phases].sort()).toEqual(['identified', 'investigating', 'monitoring'])
  })

  it('read as sentences, with and without a promise', () => {
    const now = new Date('2026-03-10T14:30:00Z')
    const since = new Date('2026-03-10T14:02:00Z')
    const look = first.find(({ id }) => id === 'look-outage')?.text ?? ''
    const say = (nextUpdateAt: Date | null) =>
      fillTemplate(look, templateFacts(words, { labels: ['web07'], since, nextUpdateAt }, 'UTC', now))
    expect(say(new Date('2026-03-10T15:00:00Z'))).toBe(
      'We are looking into an outage of web07. It began at 14:02 UTC. The next update is due by 15:00 UTC.',
    )
    expect(say(null)).toBe('We are looking into an outage of web07. It began at 14:02 UTC.')
  })
})

describe('what an incident is about', () => {
  const row = (
    impact: 'degraded' | 'major_outage',
    cause: 'slowdown' | 'outage' | 'suspicious-file',
    isOver = false,
  ) => ({
    impact,
    cause,
    endedAt: isOver ? new Date(0) : null,
  })
  it.each([
    [[], null],
    [[row('degraded', 'slowdown')], 'slowdown'],
    [[row('degraded', 'slowdown'), row('major_outage', 'outage')], 'outage'],
    [[row('degraded', 'slowdown'), row('major_outage', 'outage', true)], 'slowdown'],
    [[row('major_outage', 'outage', true)], 'outage'],
    [[row('degraded', 'suspicious-file')], 'suspicious-file'],
  ])('is the worst that is open, else the worst that was', (rows, kind) =>
    expect(templateKindOf(rows)).toBe(kind),
  )
})
