/** One record of a CSV file, by the line on which it begins; or what is wrong with it. */
export type CsvRecord = { line: number; fields: string[] } | { line: number; problem: string }

/** A longer record is a quote that was never closed. */
const longestRecord = 10_000

/**
 * Reads CSV as RFC 4180 has it while it comes: quoted fields with commas, quotes and line ends inside, any line end,
 * a byte order mark, and ";" between fields where the first line uses it. Empty lines are left out.
 */
export async function* readCsv(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<CsvRecord> {
  const reader = createReader()
  for await (const chunk of chunks) yield* reader.read(chunk)
  yield* reader.end()
}

type State = 'start' | 'plain' | 'quoted' | 'after quote'

function createReader() {
  let state: State = 'start'
  let line = 1
  let beganAt = 1
  let field = ''
  let fields: string[] = []
  let length = 0
  let problem: string | null = null
  let separator: string | null = null
  let afterReturn = false
  let isFirst = true

  function closeField(): void {
    fields.push(field)
    field = ''
    state = 'start'
  }

  /** The record that ends here, or null for an empty line. */
  function closeRecord(): CsvRecord | null {
    closeField()
    const record = problem ? { line: beganAt, problem } : { line: beganAt, fields }
    const isEmpty = !problem && fields.length === 1 && fields[0] === ''
    fields = []
    length = 0
    problem = null
    beganAt = line
    return isEmpty ? null : record
  }

  function take(letter: string): CsvRecord | null {
    if (state === 'quoted') takeQuoted(letter)
    else if (letter === '\n' || letter === '\r') return closeRecord()
    else if (letter === separator || (separator === null && (letter === ',' || letter === ';'))) {
      separator ??= letter
      closeField()
    } else if (letter === '"' && state === 'start') state = 'quoted'
    else if (letter === '"' && state === 'after quote') {
      field += '"'
      state = 'quoted'
    } else takePlain(letter)
    return null
  }

  function takePlain(letter: string): void {
    if (letter === '"') problem ??= 'a quote stands in a field that does not begin with one'
    else if (state === 'after quote') problem ??= 'something follows the closing quote of a field'
    field += letter
    state = 'plain'
  }

  function takeQuoted(letter: string): void {
    if (letter === '"') state = 'after quote'
    else field += letter
  }

  /** Gives up on a record that does not end: reading goes on at the next line. */
  function limitLength(letter: string): void {
    length += 1
    if (length <= longestRecord) return
    problem ??= `longer than ${longestRecord} characters: is a quote not closed?`
    if (state === 'quoted' && (letter === '\n' || letter === '\r')) state = 'after quote'
  }

  return {
    *read(chunk: string): Generator<CsvRecord> {
      for (const letter of isFirst ? chunk.replace(/^\uFEFF/, '') : chunk) {
        isFirst = false
        // "\r\n" is one line end, also where a chunk ends between the two.
        const isSecond = letter === '\n' && afterReturn
        afterReturn = letter === '\r'
        if (isSecond && state !== 'quoted') continue
        if ((letter === '\n' && !isSecond) || letter === '\r') line += 1
        limitLength(letter)
        const record = take(letter)
        if (record) yield record
      }
    },
    *end(): Generator<CsvRecord> {
      if (state === 'quoted') problem ??= 'the quote of a field is not closed'
      const record = closeRecord()
      if (record) yield record
    },
  }
}
