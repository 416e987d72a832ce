import { describe, expect, it } from 'vitest'
import { lossesOf } from '#lib/rules/languages/survivors.ts'

const nothing = { lost: [], added: [] }

describe('what survives a translation', () => {
  it.each([
    ['plain words', 'We are on it.', 'Wir kümmern uns darum.'],
    ['a link', 'See [the page](https://a.example/x?y=1).', 'Siehe [die Seite](https://a.example/x?y=1).'],
    ['fields', '{servers} since {since}.', 'Seit {since}: {servers}.'],
    [
      'elements',
      '<Callout tone="warn" title="Act now">\nDo.\n</Callout>',
      '<Callout tone="warn" title="Jetzt handeln">\nTun.\n</Callout>',
    ],
    ['names and times', 'web07 and db1.example.net at 14:30.', 'Um 14:30: web07 und db1.example.net.'],
    ['code', 'Run `apt upgrade`.', 'Führen Sie `apt upgrade` aus.'],
  ])('%s', (_, before, after) => {
    expect(lossesOf(before, after)).toEqual(nothing)
  })

  it.each([
    ['a link that leads elsewhere', '[a](/x)', '[a](/y)', ['](/x)'], ['](/y)']],
    [
      'a field in other words',
      '{next update}',
      '{nächste Meldung}',
      ['{next update}'],
      ['{nächste Meldung}'],
    ],
    ['an element', '<Indicators />', 'Anzeichen', ['<Indicators />'], []],
    ['a host', 'db1.example.net', 'Datenbank', ['db1.example.net'], []],
    ['a server twice', 'web07', 'web07 und web07', [], ['web07']],
    ['a time', '14:30', '2:30', ['14:30'], ['2:30']],
    ['an address of its own', 'Nothing.', 'Siehe https://evil.example.', [], ['https://evil.example']],
  ])('%s does not', (_, before, after, lost, added) => {
    const losses = lossesOf(before, after)
    expect(losses.lost).toEqual(lost)
    expect(losses.added).toEqual(expect.arrayContaining(added))
    expect(losses.added.length > 0).toBe(added.length > 0)
  })
})
