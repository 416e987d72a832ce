import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'

/** One record of a CSV file, by the line on which it begins; or what is wrong with it. */
export type CsvRecord = { line: number; fields: string[] } | { line: number; problem: string }

/** The text of one record without its line end. */
export type CsvPart = { line: number; text: string }

export const unclosed = 'the quote of a field is not closed'

/** What the parser finds wrong, as whoever made the file understands it. */
const problems: Record<string, string> = {
  INVALID_OPENING_QUOTE: 'a quote stands in a field that does not begin with one',
  CSV_INVALID_CLOSING_QUOTE: 'something follows the closing quote of a field',
  CSV_QUOTE_NOT_CLOSED: unclosed,
}

/** Parses all at once, as starting the parser costs more than a hundred records; halves lead to what is at fault. */
export function* parseParts(parts: readonly CsvPart[], separator: string): Generator<CsvRecord> {
  const [first] = parts
  if (!first) return
  const read = fieldsOf(parts, separator)
  if (Array.isArray(read) && read.length === parts.length)
    for (const [i, { line }] of parts.entries()) yield { line, fields: read[i] ?? [] }
  else if (parts.length > 1) {
    const middle = Math.ceil(parts.length / 2)
    yield* parseParts(parts.slice(0, middle), separator)
    yield* parseParts(parts.slice(middle), separator)
  } else yield { line: first.line, problem: typeof read === 'string' ? read : unclosed }
}

/** The fields of each, or what is wrong with one of them. */
function fieldsOf(parts: readonly CsvPart[], separator: string): string[][] | string {
  const text = parts.map(part => part.text).join('\n')
  try {
    return parse(text, { delimiter: separator, record_delimiter: '\n', relax_column_count: true })
  } catch (error) {
    const problem = error instanceof CsvError ? problems[error.code] : undefined
    if (problem) return problem
    throw error
  }
}

/** Whether nothing stands in a line. */
export function isEmptyRecord(record: CsvRecord): boolean {
  return 'fields' in record && record.fields.length === 1 && record.fields[0] === ''
}

/** The separator that a record uses outside quotes; null: it has one field. */
export function separatorOf(text: string): string | null {
  return text.replace(/"(?:[^"]|"")*(?:"|$)/g, '').match(/[,;]/)?.[0] ?? null
}
