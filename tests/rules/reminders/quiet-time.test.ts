import { expect, it } from 'vitest'
import { isQuietAt } from '#lib/rules/reminders/quiet-time.ts'

it.each([
  ['before it', '22:00', '06:30', 'UTC', '2026-03-10T21:59Z', false],
  ['at its first minute', '22:00', '06:30', 'UTC', '2026-03-10T22:00Z', true],
  ['over midnight', '22:00', '06:30', 'UTC', '2026-03-11T00:00Z', true],
  ['at its end', '22:00', '06:30', 'UTC', '2026-03-11T06:30Z', false],
  ['within one day', '12:00', '13:00', 'UTC', '2026-03-11T12:30Z', true],
  ['on the clock of its zone', '22:00', '06:30', 'Europe/Berlin', '2026-01-10T21:30Z', true],
  ['in summer', '22:00', '06:30', 'Europe/Berlin', '2026-07-10T20:30Z', true],
  ['when summer has ended that night', '22:00', '06:30', 'Europe/Berlin', '2026-10-25T05:29Z', true],
  ['and an hour later by the sun', '22:00', '06:30', 'Europe/Berlin', '2026-10-25T05:30Z', false],
])('somebody who wants quiet, %s', (_case, from, to, zone, now, isQuiet) => {
  expect(isQuietAt({ from, to, zone }, new Date(now))).toBe(isQuiet)
})
