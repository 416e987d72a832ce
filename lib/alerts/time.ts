/** A caller's clock may be so far ahead before its time is replaced. */
const mostAheadMs = 5 * 60_000

/** 1 September 2001 in seconds; larger numbers are finer units. */
const smallestMilliseconds = 1e11
const smallestMicroseconds = 1e14
const smallestNanoseconds = 1e17

const written =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i

/**
 * Reads RFC 3339 (also "+0000", and without a zone as UTC), or an epoch in s, ms, µs or ns by its size, as number or text.
 * Returns null for anything else.
 */
export function readTime(value: unknown): Date | null {
  if (typeof value === 'number') return fromEpoch(value)
  if (typeof value !== 'string') return null
  const text = value.trim()
  if (/^\d{9,19}(\.\d+)?$/.test(text)) return fromEpoch(Number(text))
  const parts = written.exec(text)
  if (!parts) return null
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] = parts
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3)
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${offset}`)
  return Number.isNaN(date.getTime()) ? null : date
}

function fromEpoch(number: number): Date | null {
  if (!Number.isFinite(number) || number <= 0) return null
  const date = new Date(Math.floor(number * unitOf(number)))
  return Number.isNaN(date.getTime()) ? null : date
}

/** How many milliseconds one of these is. */
function unitOf(number: number): number {
  if (number >= smallestNanoseconds) return 1e-6
  if (number >= smallestMicroseconds) return 1e-3
  return number >= smallestMilliseconds ? 1 : 1000
}

/** The start as we take it: the caller's, unless its clock is more than five minutes ahead. */
export function trustStart(
  startsAt: Date | null,
  receivedAt: Date,
): { startsAt: Date | null; isClockAhead: boolean } {
  const isClockAhead = startsAt !== null && startsAt.getTime() > receivedAt.getTime() + mostAheadMs
  return { startsAt: isClockAhead ? receivedAt : startsAt, isClockAhead }
}
