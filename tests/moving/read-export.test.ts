import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExportHeader, exportLine, exportLines } from '#lib/moving/format.ts'
import { readExport } from '#lib/moving/read-export.ts'
import { sumRows } from '#lib/moving/row-sum.ts'

const header: ExportHeader = {
  allclear: 'export',
  format: 1,
  version: '0.1.0',
  migration: '0001_start',
  site: 'https://status.example.com',
  at: '2026-11-30T12:00:00.000Z',
  isRunning: false,
  keyId: null,
}

/** An export of these tables, each of rows of one column. */
function exportOf(tables: Record<string, string[]>): Buffer {
  const parts = [exportLine(header)]
  let total = 0
  for (const [name, values] of Object.entries(tables)) {
    const rows = values.map(value => Buffer.from(JSON.stringify({ value })))
    const sums = sumRows()
    for (const row of rows) sums.add(row)
    const { count, sum } = sums.read()
    parts.push(
      exportLine(['table', name, ['value']]),
      exportLines(rows),
      exportLine(['rows', count, sum, '7']),
    )
    total += count
  }
  const all = Buffer.concat(parts)
  return Buffer.concat([all, exportLine(['end', total, createHash('sha256').update(all).digest('hex')])])
}

async function* inPieces(bytes: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let i = 0; i < bytes.length; i += length) yield bytes.subarray(i, i + length)
}

async function read(bytes: Buffer, length = 64): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  await readExport(inPieces(bytes, length), {
    header() {},
    async part(part, rows) {
      let text = ''
      for await (const piece of rows) text += piece
      const name = part.is === 'table' ? part.name : 'jobs'
      found[name] = text.split('\n').flatMap(line => (line === '' ? [] : [JSON.parse(line).value]))
    },
    partEnd(_, { lastNumber }) {
      expect(lastNumber).toBe('7')
    },
  })
  return found
}

const whole = exportOf({ servers: ['web07', 'web08', 'naïve\n"quoted"\\'], posts: [], alerts: ['a'] })

describe('an export', () => {
  it('is read as it was written, whatever its pieces are', async () => {
    const values = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(values, values, fc.integer({ min: 1, max: 90 }), async (a, b, length) => {
        expect(await read(exportOf({ a, b }), length)).toEqual({ a, b })
      }),
      { numRuns: 100 },
    )
  })

  it('is refused wherever it is cut off', async () => {
    for (let end = 0; end < whole.length; end++)
      await expect(read(whole.subarray(0, end)), `cut at ${end}`).rejects.toThrow(
        /cut off|no export|as it was/,
      )
  })

  it('is refused when any of its bits is another', async () => {
    for (let place = 0; place < whole.length; place += 3) {
      const changed = Buffer.from(whole)
      changed[place] = (changed[place] ?? 0) ^ 2
      await expect(read(changed), `at ${place}`).rejects.toThrow()
    }
  })

  it('is refused when a line is left out, repeated, or in another place', async () => {
    const lines = whole.toString().split('\n').slice(0, -1)
    const written = (list: string[]) => Buffer.from(`${list.join('\n')}\n`)
    for (let i = 0; i < lines.length; i++) {
      await expect(read(written(lines.toSpliced(i, 1))), `without ${i}`).rejects.toThrow()
      await expect(read(written(lines.toSpliced(i, 0, lines[i] ?? ''))), `twice ${i}`).rejects.toThrow()
    }
    const swapped = lines.with(2, lines[3] ?? '').with(3, lines[2] ?? '')
    await expect(read(written(swapped))).rejects.toThrow()
  })

  it('is no export when it is something else, and of a later version when it says so', async () => {
    for (const text of ['', '\n', '{}\n', 'hello\n', '[]\n', '{"allclear":"export"}\n', '\0'.repeat(999)])
      await expect(read(Buffer.from(text))).rejects.toThrow(/no export|cut off/)
    await expect(read(exportLine({ ...header, format: 2, version: '9.0.0' }))).rejects.toThrow(
      'written by Allclear 9.0.0 in a form that this version does not know',
    )
  })
})

describe('a sum of rows', () => {
  it('is the same in any order, and another for any other rows', () => {
    const sumOf = (rows: readonly string[]) => {
      const sums = sumRows()
      for (const row of rows) sums.add(Buffer.from(row))
      return sums.read().sum
    }
    const rows = fc.array(fc.string(), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(rows, fc.string(), (given, more) => {
        expect(sumOf(given.toReversed())).toBe(sumOf(given))
        expect(sumOf([...given, more])).not.toBe(sumOf(given))
        expect(sumOf(given.slice(1))).not.toBe(sumOf(given))
      }),
    )
  })
})
