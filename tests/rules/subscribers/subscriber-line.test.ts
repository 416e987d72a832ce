import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from '#lib/customers/csv.ts'
import { readSubscribers } from '#lib/customers/read-subscribers.ts'
import {
  csvRecord,
  guardedCell,
  mostWatched,
  readWatchNames,
  withoutGuard,
} from '#lib/rules/subscribers/subscriber-line.ts'

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const each of list) found.push(each)
  return found
}

const read = (text: string) => all(readSubscribers([text]))

describe('a file of subscribers', () => {
  it('is read by its columns, in any order and with what else stands there', async () => {
    const text =
      'Watch,plan,EMAIL,consent,language\r\n"web07; example.com",gold,Jane@Example.org,form 2024,DE\r\n'
    const line = { email: 'jane@example.org', watch: ['web07', 'example.com'], proof: 'form 2024' }
    expect(await read(text)).toEqual([{ at: 2, line: { ...line, language: 'de' } }])
  })

  it.each([
    ['', { field: null, is: 'empty-file' }],
    ['address\njane@example.org\n', { field: null, is: 'no-address-column' }],
    ['email\njane\n', { field: 'email', is: 'no-address' }],
    ['email\njörg@example.org\n', { field: 'email', is: 'foreign-mailbox' }],
    ['email,language\njane@example.org,klingon\n', { field: 'language', is: 'unknown-language' }],
    ['email,state\njane@example.org,unsubscribed\n', { field: 'state', is: 'not-confirmed' }],
    ['email,state\njane@example.org,suppressed\n', { field: 'state', is: 'not-confirmed' }],
    [`email,consent\njane@example.org,${'x'.repeat(301)}\n`, { field: 'consent', is: 'unacceptable' }],
    [
      `email,watch\njane@example.org,"${Array.from({ length: mostWatched + 1 }, (_, i) => `a${i}`).join(';')}"\n`,
      { field: 'watch', is: 'many' },
    ],
  ])('%j is told by its problem', async (text, problem) => {
    expect((await read(text)).at(-1)).toMatchObject({ problem })
  })

  it('names each thing once', () => {
    expect(readWatchNames(' web07;web07 ; a group | all ')).toEqual(['web07', 'a group', 'all'])
  })
})

describe('a cell that we write', () => {
  it.each(['=1+1', '+49 30', '-2', '@sum', '\tx', '\rx', '\nx', '＝1', '＠sum', '=cmd|calc!A1'])(
    '%j is no formula',
    cell => {
      expect(guardedCell(cell)).toBe(`'${cell}`)
    },
  )

  it('never begins as a formula, and says what it said', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(/^[=+\-@\t\r\n＝＋－＠]/.test(guardedCell(text))).toBe(false)
        if (!/^'[=+\-@\t\r\n＝＋－＠]/.test(text)) expect(withoutGuard(guardedCell(text))).toBe(text)
      }),
    )
  })

  it('stands in a record that reads as it was written', async () => {
    const cell = fc.string({ maxLength: 40 }).map(text => text.replace(/[\0\r]/g, ''))
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 2, maxLength: 5 }), async cells => {
        const record = (await all(readCsv([`a,b\n${csvRecord(cells)}`])))[1]
        if (cells.every(each => each === '') || !record || !('fields' in record)) return
        expect(record.fields.map(withoutGuard)).toEqual(cells.map(each => withoutGuard(guardedCell(each))))
      }),
    )
  })
})

describe('a file that is a bomb', () => {
  const header = 'email,watch\n'
  const problems = async (text: string) =>
    (await all(readSubscribers([text]))).flatMap(item => ('problem' in item ? [item.problem] : []))

  it('of a million short lines is read no further than 100,000', async () => {
    const items = await all(readSubscribers([`${header}${'x\n'.repeat(1_000_000)}`]))
    expect(items).toHaveLength(100_001)
    expect(items.at(-1)).toEqual({ at: 100_002, problem: { field: null, is: 'too-many-lines' } })
  }, 60_000)

  it.each([
    ['of one line without an end', 'x'.repeat(1_000_000), 1],
    ['of a thousand columns in each line', `${','.repeat(1_000)}\n`.repeat(500), 500],
    ['of quotes', `${'"'.repeat(9_001)}\n`.repeat(50), 1],
    ['of one cell with a thousand names', `a@example.com,"${'x.example;'.repeat(900)}"\n`, 0],
  ])('%s is named, and ends', async (_, body, least) => {
    expect((await problems(`${header}${body}`)).length).toBeGreaterThanOrEqual(least)
  })
})
