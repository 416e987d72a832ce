import { runFairly } from '#lib/limits/fair-queue.ts'
import { type Refused, refused } from './refused.ts'

const mostName = 256
/** A form is one message; alerts by the hundred come as JSON. */
const mostCharacters = 2 * 1024 * 1024

/** The pairs of a form in their order, or why it is not read: they are counted before the first is parsed. */
export async function readFormPairs(
  text: string,
  charset: string,
  most: number,
): Promise<[string, string][] | Refused> {
  if (text.length > mostCharacters) return refused(413, 'The form is larger than 2 MiB. Send less at a time.')
  if (hasMorePairs(text, most)) return refused(413, `The form has more than ${most} fields.`)
  return runFairly(pairsOf(text, charset))
}

function hasMorePairs(text: string, most: number): boolean {
  let count = 1
  for (let at = text.indexOf('&'); at >= 0 && count <= most; at = text.indexOf('&', at + 1)) count += 1
  return count > most
}

function* pairsOf(text: string, charset: string): Generator<void, [string, string][]> {
  const pairs: [string, string][] = []
  for (const pair of text.split('&')) {
    if (pair !== '') pairs.push(readPair(pair, charset))
    yield
  }
  return pairs
}

function readPair(pair: string, charset: string): [string, string] {
  const mark = pair.indexOf('=')
  const [name, value] = mark < 0 ? [pair, ''] : [pair.slice(0, mark), pair.slice(mark + 1)]
  return [unescaped(name.slice(0, mostName), charset), unescaped(value, charset)]
}

/** Undoes the percent signs of one name or value. Garbage stays as it is. */
function unescaped(text: string, charset: string): string {
  if (!/[%+]/.test(text)) return text
  if (charset === 'utf-8') return new URLSearchParams(`=${text}`).get('') ?? ''
  const bytes = Buffer.from(text)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    const high = byte === percent ? digitOf(bytes[at + 1]) : -1
    const low = byte === percent ? digitOf(bytes[at + 2]) : -1
    const isEscape = high >= 0 && low >= 0
    bytes[length++] = isEscape ? high * 16 + low : byte === plus ? blank : byte
    if (isEscape) at += 2
  }
  return new TextDecoder(charset).decode(bytes.subarray(0, length))
}

const [percent, plus, blank] = [0x25, 0x2b, 0x20]

/** The value of a hexadecimal digit by its code, or -1. */
function digitOf(code: number | undefined): number {
  if (code === undefined) return -1
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = code | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}
