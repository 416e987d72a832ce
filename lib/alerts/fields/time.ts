/** Clocks differ; more than this ahead of ours is a wrong clock. */
const mostAheadMs = 5 * 60_000

/** RFC 3339, with a space or a T, with or without seconds, an offset with or without a colon; none means UTC. */
const written =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|UTC|GMT|([+-])(\d\d):?(\d\d)?)?$/i
const digits = /^\d{1,20}(\.\d{1,9})?$/

/** Earlier than 1973 is no time of an alert: callers write 0 or the year 1 for "none". */
const leastEpochSeconds = 1e8

/**
 * Reads a time as any caller writes it: RFC 3339, or seconds, milli-, micro- or nanoseconds since 1970, told apart by size.
 * null: none was given. 'unreadable': something was given that is no time.
 */
export function readTime(value: unknown): Date | null | 'unreadable' {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'number') return fromEpoch(value)
  if (typeof value !== 'string') return 'unreadable'
  const text = value.trim()
  if (text === '') return null
  return digits.test(text) ? fromEpoch(Number(text)) : fromWritten(text)
}

/** The same where a wrong time must not cost the alert: then the time of receipt counts. */
export function timeOrNull(value: unknown): Date | null {
  const time = readTime(value)
  return time === 'unreadable' ? null : time
}

/** A time that is more than five minutes ahead of its receipt becomes the time of receipt. */
export function notAhead(time: Date | null, receivedAt: Date): { at: Date | null; isAhead: boolean } {
  const isAhead = time !== null && time.getTime() > receivedAt.getTime() + mostAheadMs
  return { at: isAhead ? receivedAt : time, isAhead }
}

function fromEpoch(value: number): Date | null | 'unreadable' {
  if (value === 0) return null
  if (!(value >= leastEpochSeconds)) return 'unreadable'
  const ms = value < 1e11 ? value * 1e3 : value < 1e14 ? value : value < 1e17 ? value / 1e3 : value / 1e6
  const time = new Date(Math.round(ms))
  return isReal(time) ? time : 'unreadable'
}

function fromWritten(text: string): Date | null | 'unreadable' {
  const parts = written.exec(text)
  if (!parts) return 'unreadable'
  const [, year, month, day, hour, minute, second = '0', fraction = '0', , sign, hours = '0', minutes = '0'] =
    parts
  if (Number(year) < 1973) return null
  const midnight = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const isDay = midnight.getUTCMonth() === Number(month) - 1 && midnight.getUTCDate() === Number(day)
  if (!isDay || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return 'unreadable'
  const clock = (Number(hour) * 60 + Number(minute)) * 60 + Number(second)
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1)
  const ms = Math.floor(Number(`0.${fraction}`) * 1000)
  return new Date(midnight.getTime() + (clock - offset) * 1000 + ms)
}

function isReal(time: Date): boolean {
  return time.getUTCFullYear() <= 9999
}
