import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from '#lib/customers/csv.ts'
import type { CsvRecord } from '#lib/customers/csv-parts.ts'
import { readCustomerFile } from '#lib/customers/read-file.ts'
import type { CustomerProblem } from '#lib/rules/customers/customer.ts'
import { customerProblemText } from '#lib/words/customers.ts'
import { wordsIn } from '#lib/words/words.ts'

async function read(...chunks: string[]): Promise<CsvRecord[]> {
  const records: CsvRecord[] = []
  for await (const record of readCsv(chunks)) records.push(record)
  return records
}

const fieldsOf = async (...chunks: string[]) =>
  (await read(...chunks)).map(record => ('fields' in record ? record.fields : record.problem))

describe('a CSV file', () => {
  it.each<[string, string, unknown]>([
    [
      'two lines',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'the line ends of Windows',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'the line ends of an old Macintosh',
      'a,b\rc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a byte order mark', '\uFEFFa,b', [['a', 'b']]],
    ['quotes', '"a, ""b""","c\nd"', [['a, "b"', 'c\nd']]],
    ['a quoted line end of Windows', '"c\r\nd",e', [['c\r\nd', 'e']]],
    [
      'empty fields',
      ',\n"",x',
      [
        ['', ''],
        ['', 'x'],
      ],
    ],
    ['empty lines', '\n\na,b\n\n', [['a', 'b']]],
    [
      'semicolons, where the first line has them',
      'a;b\nc,d;e',
      [
        ['a', 'b'],
        ['c,d', 'e'],
      ],
    ],
    ['nothing', '', []],
  ])('has %s', async (_, text, expected) => {
    expect(await fieldsOf(text)).toEqual(expected)
  })

  it('names the line on which a record begins, also after quoted line ends', async () => {
    expect(await read('a,b\r\n"c\r\nd",e\r\nf,g')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['c\r\nd', 'e'] },
      { line: 4, fields: ['f', 'g'] },
    ])
  })

  it('says what is wrong with a line, and goes on', async () => {
    expect(await read('a,b\nc"d,e\n"f"g,h\ni,j\n"k')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, problem: 'a quote stands in a field that does not begin with one' },
      { line: 3, problem: 'something follows the closing quote of a field' },
      { line: 4, fields: ['i', 'j'] },
      { line: 5, problem: 'the quote of a field is not closed' },
    ])
  })

  it('goes on behind a quote that was never closed', async () => {
    const lines = Array.from({ length: 2_000 }, (_, i) => `a${i},b`).join('\n')
    const records = await read(`"a,b\n${lines}\nlast,one`)
    expect(records[0]).toMatchObject({ line: 1, problem: expect.stringContaining('is a quote not closed?') })
    expect(records.at(-1)).toEqual({ line: 2002, fields: ['last', 'one'] })
  })

  it('gives up a file that is no CSV, and says so', async () => {
    const records = await read('a,b\n', 'c"d,e\n'.repeat(1_001))
    expect(records).toHaveLength(1_002)
    expect(records.at(-1)).toEqual({ line: 1_002, problem: expect.stringContaining('more than 1000 lines') })
  })

  it('reads what was written, however it is cut into chunks', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ';', 'ü'), maxLength: 6 })
    const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        async (list, end, size) => {
          const text = list.map(row => row.map(quote).join(',')).join(end)
          const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? []
          expect(await fieldsOf(...chunks)).toEqual(list)
        },
      ),
    )
  })
})

/** The problem as the API and the desk say it. */
function inWords({ at, problem }: { at: number; problem: CustomerProblem }) {
  return { at, problem: { field: problem.field, reason: customerProblemText(wordsIn('en'), problem) } }
}

describe('a file of customers', () => {
  async function items(text: string) {
    const list: unknown[] = []
    for await (const item of readCustomerFile([text])) list.push('problem' in item ? inWords(item) : item)
    return list
  }

  it('has its columns in any order and case, and may have others', async () => {
    expect(
      await items('Plan,Server,CONTACTS,domain\nbig,web07,Jane@Example.net joe@example.org,www.Example.com'),
    ).toEqual([
      {
        at: 2,
        customer: {
          domain: 'example.com',
          account: null,
          server: 'web07',
          contacts: ['jane@example.net', 'joe@example.org'],
        },
      },
    ])
  })

  it('says why a contact in other letters cannot be mailed', async () => {
    const text = 'domain,server,contacts\nexample.com,web07,jane@example.com jörg@müller.de'
    const reason = expect.stringContaining('has an address with letters such as ö before the @')
    expect(await items(text)).toEqual([{ at: 2, problem: { field: 'contacts', reason } }])
  })

  it.each([
    ['domain,server\nlocalhost,web07', 2, 'domain'],
    ['domain,server\n\n,web07', 3, 'domain'],
    ['domain,server\nexample.com,', 2, 'server'],
    ['domain,server\nexample.com', 2, 'server'],
    ['domain,server,contacts\nexample.com,web07,jane', 2, 'contacts'],
    ['domain\nexample.com', 1, null],
    ['', 1, null],
  ])('names line and field of what is wrong: %j', async (text, at, field) => {
    expect(await items(text)).toEqual([{ at, problem: { field, reason: expect.any(String) } }])
  })

  it.each([
    ['domain,server\nlocalhost,web07', 'has to be a domain such as example.com'],
    ['domain,server\nexample.com,', 'has to be a name or an address of a server'],
    ['domain,server,contacts\nexample.com,web07,jane', 'has to be a list of at most 50 e-mail addresses'],
    [
      'domain\nexample.com',
      'The first line has no column "server". It names the columns: domain, server, and if you like account and contacts.',
    ],
    [
      'a,b',
      'The first line has no column "domain" and no column "server". It names the columns: domain, server, and if you like account and contacts.',
    ],
    ['', 'the file is empty'],
  ])('says what is wrong with %j', async (text, reason) => {
    expect(await items(text)).toMatchObject([{ problem: { reason } }])
  })
})
