import { type PatternToken, readTokens } from './tokens.ts'

/** One comparison: this property of an object has this value. */
export type StixComparison = { path: string; value: string }

/** What a pattern says: any of these is enough, and each is all of its comparisons together. Or the part that is not understood. */
export type ReadPattern = { anyOf: StixComparison[][] } | { unread: string }

/** What a list of indicators can hold; a pattern that is meant to blow up is not it. */
const most = { depth: 20, together: 20, anyOf: 500 } as const

/**
 * Reads a STIX 2.1 pattern of equal values, joined by OR, AND, IN and brackets. What a list cannot say is not understood:
 * other comparisons, NOT, several observations that belong together, and times between them.
 */
export function readPattern(pattern: string): ReadPattern {
  const read = readTokens(pattern)
  if ('unread' in read) return read
  try {
    return { anyOf: readAll(new Cursor(read.tokens)) }
  } catch (error) {
    if (error instanceof NotUnderstood) return { unread: error.message }
    throw error
  }
}

/** Carries the part that is not understood out of the brackets that it stands in. */
class NotUnderstood extends Error {}

class Cursor {
  private at = 0
  private readonly tokens: readonly PatternToken[]

  constructor(tokens: readonly PatternToken[]) {
    this.tokens = tokens
  }

  get isAtEnd(): boolean {
    return this.at >= this.tokens.length
  }

  /** Takes the next piece if it is this sign or word. */
  takes(text: string): boolean {
    const token = this.tokens[this.at]
    const isIt = token !== undefined && (token.is === 'sign' || token.is === 'word') && token.text === text
    if (isIt) this.at += 1
    return isIt
  }

  needs(text: string): void {
    if (!this.takes(text)) this.fail()
  }

  take(is: 'path' | 'text'): string {
    const token = this.tokens[this.at]
    if (token?.is !== is) return this.fail()
    this.at += 1
    return token.text
  }

  fail(): never {
    const rest = this.tokens.slice(this.at, this.at + 4).map(({ text }) => text)
    throw new NotUnderstood(rest.length > 0 ? rest.join(' ').slice(0, 60) : 'its end')
  }
}

/** Observations, of which each alone is enough. */
function readAll(cursor: Cursor): StixComparison[][] {
  const anyOf = readObservation(cursor, 0)
  while (cursor.takes('OR')) anyOf.push(...readObservation(cursor, 0))
  if (!cursor.isAtEnd) cursor.fail()
  return within(anyOf)
}

function readObservation(cursor: Cursor, depth: number): StixComparison[][] {
  if (depth > most.depth) cursor.fail()
  if (cursor.takes('(')) {
    const inner = readObservation(cursor, depth + 1)
    while (cursor.takes('OR')) inner.push(...readObservation(cursor, depth + 1))
    cursor.needs(')')
    return within(inner)
  }
  cursor.needs('[')
  const anyOf = readAnyOf(cursor, depth)
  cursor.needs(']')
  return anyOf
}

function readAnyOf(cursor: Cursor, depth: number): StixComparison[][] {
  const anyOf = readTogether(cursor, depth)
  while (cursor.takes('OR')) anyOf.push(...readTogether(cursor, depth))
  return within(anyOf)
}

function readTogether(cursor: Cursor, depth: number): StixComparison[][] {
  let anyOf = readComparison(cursor, depth)
  while (cursor.takes('AND')) {
    const others = readComparison(cursor, depth)
    if (anyOf.length * others.length > most.anyOf) cursor.fail()
    anyOf = anyOf.flatMap(one => others.map(other => [...one, ...other]))
  }
  return within(anyOf)
}

function readComparison(cursor: Cursor, depth: number): StixComparison[][] {
  if (depth > most.depth) cursor.fail()
  if (cursor.takes('(')) {
    const inner = readAnyOf(cursor, depth + 1)
    cursor.needs(')')
    return inner
  }
  const path = cursor.take('path')
  if (cursor.takes('IN')) return readValues(cursor).map(value => [{ path, value }])
  cursor.needs('=')
  return [[{ path, value: cursor.take('text') }]]
}

function readValues(cursor: Cursor): string[] {
  cursor.needs('(')
  const values = [cursor.take('text')]
  while (cursor.takes(',')) values.push(cursor.take('text'))
  cursor.needs(')')
  return values
}

function within(anyOf: StixComparison[][]): StixComparison[][] {
  if (anyOf.length > most.anyOf || anyOf.some(each => each.length > most.together))
    throw new NotUnderstood('more alternatives than a list has')
  return anyOf
}
