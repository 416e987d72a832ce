import { z } from 'zod'
import { shownIn } from '#lib/rules/time/clock.ts'

/** When somebody of the staff wants to be left alone: from "22:00" to "06:30" on the clock of a zone, every day. */
export type QuietTime = { from: string; to: string; zone: string }

/** A time on a clock: "06:30". */
export const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)

/** Whether somebody is to be left alone. It may reach over midnight; the last minute is not in it. */
export function isQuietAt({ from, to, zone }: QuietTime, now: Date): boolean {
  const time = shownIn(zone, now).local.toISOString().slice(11, 16)
  return from <= to ? from <= time && time < to : from <= time || time < to
}
