/** The longest text that a pattern is tried on: a summary has 200 characters, a fingerprint 128. */
const longestText = 200

/**
 * What one try may cost at the worst, in steps of the matcher. Twenty million took up to 0.1 s; what people write for
 * alerts stays far below. Two open repeats may stand in a pattern, three when it begins with ^.
 */
const mostSteps = 20_000_000

/** The ways in which a part can match, apart from its open repeats, which are counted: their ways depend on each other. */
type Choices = { ways: number; open: number }

/** too-slow: it may need more steps than one try may cost. nested-repeat: it repeats what can match in several ways. */
export type PatternProblem = 'no-pattern' | 'too-slow' | 'nested-repeat' | 'looks-around' | 'refers-back'

type Reader = { text: string; at: number }

/**
 * What is wrong with a regular expression of staff, or null: it is sound and ends in time.
 * Allowed: characters, classes, ^ $ \b, groups, |, ?, and repeats (* + {2,5}) of what can match in one way only.
 * Not allowed: a repeat within a repeat, looking around, and references back, because their time has no bound.
 */
export function problemOfPattern(text: string): PatternProblem | null {
  try {
    new RegExp(text, 'iu')
  } catch {
    return 'no-pattern'
  }
  const reader = { text, at: 0 }
  const read = readChoice(reader)
  if (typeof read === 'string') return read
  const steps = read.ways * combinations(read.open + (text.startsWith('^') ? 0 : 1))
  return steps <= mostSteps ? null : 'too-slow'
}

/** In how many ways the open repeats can share the text. The first character is one of them unless it is fixed. */
function combinations(open: number): number {
  return Array.from({ length: open }, (_, i) => (longestText + i + 1) / (i + 1)).reduce((a, b) => a * b, 1)
}

function readChoice(reader: Reader): Choices | PatternProblem {
  let all: Choices = { ways: 0, open: 0 }
  do {
    const one = readSequence(reader)
    if (typeof one === 'string') return one
    all = { ways: all.ways + one.ways, open: Math.max(all.open, one.open) }
  } while (take(reader, /\|/y))
  return all
}

function readSequence(reader: Reader): Choices | PatternProblem {
  let all: Choices = { ways: 1, open: 0 }
  while (reader.at < reader.text.length && !/[|)]/.test(reader.text[reader.at] ?? '')) {
    const one = readRepeated(reader)
    if (typeof one === 'string') return one
    all = { ways: all.ways * one.ways, open: all.open + one.open }
  }
  return all
}

function readRepeated(reader: Reader): Choices | PatternProblem {
  const isGroup = take(reader, /\((\?:)?(?!\?)/y) !== null
  const part = isGroup ? readChoice(reader) : readSingle(reader)
  if (typeof part === 'string') return part
  if (isGroup) take(reader, /\)/y)
  const repeat = take(reader, /([*+?]|\{\d+(,\d*)?\})\??/y)
  if (!repeat) return part
  if (repeat.startsWith('?')) return { ...part, ways: part.ways + 1 }
  if (part.ways > 1 || part.open > 0) return 'nested-repeat'
  const [, least, most = least] = /^\{(\d+)(?:,(\d*))?\}/.exec(repeat) ?? []
  const isOpen = least === undefined || most === '' || Number(most) > longestText
  return isOpen ? { ways: 1, open: 1 } : { ways: Number(most) - Number(least) + 1, open: 0 }
}

function readSingle(reader: Reader): Choices | PatternProblem {
  if (take(reader, /\(/y)) return 'looks-around'
  if (take(reader, /\\[1-9k]/y)) return 'refers-back'
  const isRead = take(reader, /\[(\\.|[^\]\\])*\]|\\[pPu]\{[^}]*\}|\\.|./suy)
  return isRead === null ? 'no-pattern' : { ways: 1, open: 0 }
}

/** Reads on past what matches here. Returns it, or null. */
function take(reader: Reader, what: RegExp): string | null {
  what.lastIndex = reader.at
  const [found] = what.exec(reader.text) ?? []
  if (found === undefined) return null
  reader.at += found.length
  return found
}
