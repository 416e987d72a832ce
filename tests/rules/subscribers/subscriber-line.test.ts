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
    const text = 'Watch,plan,EMAIL,consent\r\n"web07; example.com",gold,Jane@Example.org,form 2024\r\n'
    expect(await read(text)).toEqual([
      { at: 2, line: { email: 'jane@example.org', watch: ['web07', 'example.com'], proof: 'form 2024' } },
    ])
  })

  it.each([
    ['', { field: null, is: 'empty-file' }],
    ['address\njane@example.org\n', { field: null, is: 'no-address-column' }],
    ['email\njane\n', { field: 'email', is: 'no-address' }],
    ['email\njörg@example.org\n', { field: 'email', is: 'foreign-mailbox' }],
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
  it.each(['=1+1', '+49 30', '-2', '@sum', '\tx', '\rx', '=cmd|calc!A1'])('%j is no formula', cell => {
    expect(guardedCell(cell)).toBe(`'${cell}`)
  })

  it('never begins as a formula, and says what it said', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(/^[=+\-@\t\r]/.test(guardedCell(text))).toBe(false)
        if (!/^'[=+\-@\t\r]/.test(text)) expect(withoutGuard(guardedCell(text))).toBe(text)
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
