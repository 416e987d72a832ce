import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJson } from '#lib/body/json.ts'

const parsed = async (text: string) => {
  const read = await readJson(text)
  return 'value' in read ? read.value : read
}

describe('JSON', () => {
  it('is read as JSON.parse reads it, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue({ maxDepth: 6 }),
        fc.constantFrom(undefined, 1),
        async (value, indent) => {
          const text = JSON.stringify(value, null, indent)
          expect(await parsed(text)).toEqual(JSON.parse(text))
        },
      ),
    )
  })

  it.each([
    '{"__proto__":{"a":1},"b":2}',
    '{"a":1,"a":2}',
    '"\\u00e9\\ud83d\\ude00\\\\\\""',
    ' [ 1 , -2.5e+3 ] ',
  ])('keeps names and escapes as they are: %s', async text => {
    const value = await parsed(text)
    expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(text)))
    expect(({} as { a?: unknown }).a).toBeUndefined()
  })

  it('is refused where JSON.parse refuses it, and it says where', async () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      '-',
      '01',
      'tru',
      'null',
      '"',
      '\\',
      ' ',
      '\n',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 8 }), async parts => {
        const text = parts.join('')
        const read = await readJson(text)
        if ('refused' in read) {
          expect(() => JSON.parse(text)).toThrow()
          expect(read).toMatchObject({
            refused: 400,
            message: expect.stringMatching(/^The body is not JSON: /),
          })
        } else expect(read.value).toEqual(JSON.parse(text))
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['lists in lists', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 400, 'levels'],
    ['objects in objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 400, 'levels'],
    ['too many values', `[${'1,'.repeat(100_000)}1]`, 413, 'values'],
    ['too many fields of one alert', `{${'"a":1,'.repeat(2_000)}"b":1}`, 413, 'values'],
    ['a text without end', `["${'a'.repeat(1_000_000)}`, 400, 'end of a text'],
    ['a text beyond all measure', `["${'a'.repeat(600_000)}"]`, 413, 'characters'],
    ['a number beyond all measure', `[${'1'.repeat(100_000)}]`, 400, 'not JSON'],
  ])('of %s is refused with the reason', async (_, text, status, word) => {
    expect(await readJson(text)).toMatchObject({ refused: status, message: expect.stringContaining(word) })
  })

  it.each([
    ['just as deep as it may be', `${'['.repeat(64)}${']'.repeat(64)}`],
    ['a level too deep', `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`],
    ['with a name of 300 characters', `{"${'n'.repeat(300)}":1,"a":"b"}`],
    ['with such a name behind an escape', `{"${'n'.repeat(200)}\\"${'n'.repeat(200)}":1}`],
    ['with a number of 450 digits', `[${'1'.repeat(450)}]`],
    ['with a number beyond all numbers', '[1e999,-1e999]'],
    ['with two fields of one name', '{"a":{"b":1},"a":[]}'],
    ['with a name of the language', '{"__proto__":{"a":1},"constructor":2}'],
    ['in blanks of other writings', '\u00a0{"a":1}\u2003'],
    ['with half a character', '{"a":"\ud83d"}'],
    ['cut off', '{"a":1,"b'],
    ['empty', ''],
  ])('that is small is read as if it were long: %s', async (_, text) => {
    const long = `${' '.repeat(4_000)}${text}`
    const [small, large] = [await parsed(text), await parsed(long)]
    // Where it breaks, the place is told, which is another one then.
    const told = (read: unknown) => JSON.stringify(read)?.replace(/at character \d+/, '')
    expect(told(small)).toBe(told(large))
  })

  it('of 500 alerts with 100 labels each is read whole', async () => {
    const labels = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`label${i}`, `value ${i}`]))
    const body = { version: 1, alerts: Array.from({ length: 500 }, () => ({ fingerprint: 'f', labels })) }
    expect(await parsed(JSON.stringify(body))).toEqual(body)
  })

  it('has its longest texts and names cut, so that what follows them is still read', async () => {
    const long = '\\u00e9'.repeat(60_000)
    const text = `{"details":"${long}","more":"${long}","${'n'.repeat(9999)}":1,"server":"web07"}`
    const value = (await parsed(text)) as Record<string, string>
    expect(value.server).toBe('web07')
    expect(new Set(value.details)).toEqual(new Set('é'))
    expect(value.details?.length).toBeGreaterThan(20_000)
    expect(value.more?.length).toBeLessThan(300)
    expect(Object.keys(value)[2]).toBe('n'.repeat(256))
  })

  it('is read in steps, so that others are served meanwhile', async () => {
    const text = JSON.stringify(Array.from({ length: 90_000 }, (_, i) => i))
    let served = 0
    const serve = () => {
      served += 1
      next = setImmediate(serve)
    }
    let next = setImmediate(serve)
    await readJson(text)
    clearImmediate(next)
    expect(served).toBeGreaterThan(0)
  })
})
