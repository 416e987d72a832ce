import type { DelayFigures } from '#lib/rules/delays/delay.ts'
import { countedMs, type TimeSums, uptimeOf } from '#lib/rules/servers/uptime.ts'
import type { UptimePeriod } from '#lib/rules/servers/uptime-periods.ts'
import { monthName, shortDay } from './moment.ts'
import { inDuration } from './time.ts'
import type { Words } from './words.ts'

/** Of less than this a share says nothing yet. */
const leastCountedMs = 3_600_000

/** "99.98 %", or that there is no data, or too little. */
export function percentOf(words: Words, sums: TimeSums): string {
  const share = uptimeOf(sums)
  if (share === null) return words('servers.uptime.noData')
  if (countedMs(sums) < leastCountedMs) return words('servers.uptime.tooEarly')
  return words('servers.uptime.percent', { percent: (share / 100).toFixed(2) })
}

/** "The last 30 days", "The last 30 days in service", "November 2026, so far", "October 2026, final on 3 Nov". */
export function periodName(words: Words, period: UptimePeriod, isRetired: boolean, now: Date): string {
  if (period.is === 'days')
    return words('servers.uptime.days', { days: String(period.days), isRetired: isRetired ? 'yes' : 'no' })
  const month = monthName(words, period.month)
  if (period.isRunning) return words('servers.uptime.running', { month })
  if (!period.finalAt) return month
  return words('servers.uptime.notFinal', { month, day: shortDay(words, period.finalAt, now) })
}

/** What the time was made of: how long it was down always, the rest where there was any. */
export function uptimeParts(words: Words, sums: TimeSums): string[] {
  const { downMs, slowMs, maintenanceMs, withoutDataMs } = sums
  const counted = countedMs(sums)
  const lasting = (ms: number) => ({ duration: inDuration(words, Math.ceil(ms / 60_000)) })
  return [
    ...(counted > 0 ? [words('servers.uptime.counted', lasting(counted))] : []),
    ...(downMs > 0 ? [words('servers.uptime.down', lasting(downMs))] : []),
    ...(downMs === 0 && counted > 0 ? [words('servers.uptime.neverDown')] : []),
    ...(slowMs > 0 ? [words('servers.uptime.slow', lasting(slowMs))] : []),
    ...(maintenanceMs > 0 ? [words('servers.uptime.maintenance', lasting(maintenanceMs))] : []),
    ...(withoutDataMs > 0 ? [words('servers.uptime.withoutData', lasting(withoutDataMs))] : []),
  ]
}

/** How fast readers are told, in a sentence; null: too little was measured to say anything. mail: null where that is so of mails alone. */
export function howFastWords(
  words: Words,
  shown: DelayFigures | null,
  mail: DelayFigures | null,
): string | null {
  if (!shown) return null
  const ofPages = {
    count: shown.count,
    half: within(words, shown.half),
    most: within(words, shown.nineOfTen),
  }
  if (!mail) return words('history.howFast.pages', ofPages)
  return words('history.howFast.both', { ...ofPages, mail: within(words, mail.half) })
}

/** Rounded up, so that it is never less than it was: "1 second", "14 seconds", "3 minutes". */
function within(words: Words, ms: number): string {
  if (ms > 90_000) return inDuration(words, Math.ceil(ms / 60_000))
  return words('time.fullSeconds', { seconds: Math.max(1, Math.ceil(ms / 1000)) })
}
