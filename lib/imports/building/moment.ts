import { momentAt } from '#lib/rules/time/wall-time.ts'

const earliestYear = 1990
const latestYear = 2100

/** A time without a zone: "2018-04-13 15:54:00", perhaps without seconds. */
const bare = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/

/**
 * A time as another product writes it: ISO 8601, without a zone in the given one, or seconds since 1970. Returns ISO 8601 in
 * UTC, or null: it is none, or lies where no status page was.
 */
export function readTheirTime(given: unknown, zone = 'UTC'): string | null {
  if (given instanceof Date) return plausible(given)
  if (typeof given === 'number') return plausible(new Date(given * (given > 1e11 ? 1 : 1000)))
  if (typeof given !== 'string' || given.length > 80) return null
  const text = given.trim()
  const found = bare.exec(text)
  if (!found) return /^\d{4}-\d{2}-\d{2}[T ]/.test(text) ? plausible(new Date(zoned(text))) : null
  const [, day = '', clock = '00:00', seconds = '00'] = found
  const at = inZone(day, clock, zone)
  return at && plausible(new Date(at.getTime() + Number(seconds) * 1000))
}

/** "2018-04-13 15:54:00 +0200" as ISO 8601. */
function zoned(text: string): string {
  return text
    .replace(' ', 'T')
    .replace(/ ?([+-]\d{2}):?(\d{2})$/, '$1:$2')
    .replace(/ (UTC|Z)$/, 'Z')
}

function inZone(day: string, clock: string, zone: string): Date | null {
  const asUtc = new Date(`${day}T${clock}:00Z`)
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString().slice(0, 16) !== `${day}T${clock}`) return null
  return zone === 'UTC' ? asUtc : momentAt(`${day}T${clock}`, zone, 'first')
}

function plausible(at: Date): string | null {
  if (Number.isNaN(at.getTime())) return null
  const year = at.getUTCFullYear()
  return year >= earliestYear && year <= latestYear ? at.toISOString() : null
}

/** The later of two times in ISO 8601, UTC. */
export function laterOf(a: string, b: string): string {
  return a > b ? a : b
}
