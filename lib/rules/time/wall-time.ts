import { shownIn } from './clock.ts'

const dayMs = 86_400_000

/**
 * The moments at which the clock of a zone shows a time, such as "2026-10-25T02:30", the earliest first: none in the
 * hour that a change of the clock leaves out, two in the one that comes twice, and none for what is no time.
 */
export function momentsAt(wall: string, zone: string): Date[] {
  const shown = new Date(`${wall}Z`).getTime()
  // The 30th of February is read as a day of March.
  if (Number.isNaN(shown) || !new Date(shown).toISOString().startsWith(wall)) return []
  // No clock is a day apart from UTC, and none changes twice within two days.
  const offsets = [-dayMs, 0, dayMs].map(shift => offsetAt(zone, shown + shift))
  return [...new Set(offsets.map(offset => shown - offset))]
    .filter(ms => ms + offsetAt(zone, ms) === shown)
    .sort((a, b) => a - b)
    .map(ms => new Date(ms))
}

/**
 * The moment of a time on the clock of a zone: where it comes twice, the first or the last of the two; where a change of the
 * clock leaves it out, the one that the clock of the day before would have had, as RFC 5545 (3.3.5) reads it.
 */
export function momentAt(wall: string, zone: string, which: 'first' | 'last'): Date {
  const moments = momentsAt(wall, zone)
  const moment = which === 'first' ? moments[0] : moments.at(-1)
  if (moment) return moment
  const before = new Date(new Date(`${wall}Z`).getTime() - dayMs).toISOString().slice(0, 16)
  const [dayBefore] = momentsAt(before, zone)
  if (!dayBefore) throw new Error(`No clock in ${zone} shows ${wall}.`)
  return new Date(dayBefore.getTime() + dayMs)
}

/** What the clock of a zone shows at a moment, as a field of date and time has it: "2026-10-25T02:30". */
export function wallTime(at: Date, zone: string): string {
  return shownIn(zone, at).local.toISOString().slice(0, 16)
}

/** Milliseconds that a zone is ahead of UTC. */
function offsetAt(zone: string, ms: number): number {
  const { at, local } = shownIn(zone, new Date(ms))
  return local.getTime() - at.getTime()
}
