/** How moments are written for one reader. */
export type TimeWords = {
  moment(at: Date): string
  period(from: Date, to: Date): string
}

/**
 * Moments as a mail says them: "14:30 CET (13:30 UTC)", with its day where that is not the day of now in this zone:
 * "14:30 CET (13:30 UTC), 24 November". zone: one that rules/zone knows.
 */
export function longTimes(zone: string, now: Date): TimeWords {
  return timesOf(zone, now, utcOf)
}

/** The same without UTC, for short messages: "14:30 CET". */
export function shortTimes(zone: string, now: Date): TimeWords {
  return timesOf(zone, now, () => '')
}

/** ISO 8601, for programs: "2026-11-24T13:30Z", and the interval of two with a slash. */
export const isoTimes: TimeWords = {
  moment: isoMinute,
  period: (from, to) => `${isoMinute(from)}/${isoMinute(to)}`,
}

/** A minute on the clock of a zone: the UTC fields of local read what that clock shows. label: "CET", "GMT+5:30". */
type Shown = { at: Date; local: Date; label: string }

function timesOf(zone: string, now: Date, noteOf: (from: Shown, to: Shown) => string): TimeWords {
  const today = shownIn(zone, now).local
  const write = (from: Shown, to: Shown) =>
    `${span(timeOf(from.local), timeOf(to.local))} ${to.label}${noteOf(from, to)}${dayNote(to.local, today)}`
  const moment = (shown: Shown) => write(shown, shown)
  return {
    moment: at => moment(shownIn(zone, at)),
    period(from, to) {
      const [begin, end] = [shownIn(zone, from), shownIn(zone, to)]
      const isOneDay = dayOf(begin.local) === dayOf(end.local) && dayOf(begin.at) === dayOf(end.at)
      const isOneClock = isOneDay && begin.label === end.label
      return isOneClock ? write(begin, end) : `${moment(begin)} to ${moment(end)}`
    },
  }
}

/** " (13:30 UTC)", with the day where UTC has another one; nothing where the clock is UTC's. */
function utcOf(from: Shown, to: Shown): string {
  if (to.label === 'UTC' || to.label === 'GMT') return ''
  const [day, localDay] = [dayOf(to.at), dayOf(to.local)]
  const other = day < localDay ? ' the day before' : ' the day after'
  return ` (${span(timeOf(from.at), timeOf(to.at))} UTC${day === localDay ? '' : other})`
}

const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })

/** ", 24 November", with the year where it is another one than today's; nothing for today. */
function dayNote(local: Date, today: Date): string {
  if (dayOf(local) === dayOf(today)) return ''
  const isThisYear = local.getUTCFullYear() === today.getUTCFullYear()
  return `, ${dayAndMonth.format(local)}${isThisYear ? '' : ` ${local.getUTCFullYear()}`}`
}

/** Abbreviations that mean one offset only, and stay what they are; BST, IST or CST may mean several. */
const clearLabels = new Set(['UTC', 'GMT', 'WET', 'WEST', 'CET', 'CEST', 'EET', 'EEST'])

/** What the clock of a zone shows at a moment; its seconds are dropped. */
export function shownIn(zone: string, moment: Date): Shown {
  const at = new Date(Math.floor(moment.getTime() / 60_000) * 60_000)
  const parts = formatOf(zone).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find(each => each.type === type)?.value ?? ''
  const field = (type: Intl.DateTimeFormatPartTypes) => Number(part(type))
  const ms = Date.UTC(field('year'), field('month') - 1, field('day'), field('hour'), field('minute'))
  const label = zone === 'UTC' ? zone : part('timeZoneName')
  return {
    at,
    local: new Date(ms),
    label: clearLabels.has(label) ? label : offsetLabel((ms - at.getTime()) / 60_000),
  }
}

/** "GMT+2", "GMT-3:30". */
function offsetLabel(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  if (minutes === 0) return 'GMT'
  return `GMT${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** To make one takes as long as to use it 20 times, and there are no more than places. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    timeZoneName: 'short',
    hourCycle: 'h23',
    calendar: 'gregory',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  formats.set(timeZone, made)
  return made
}

function isoMinute(at: Date): string {
  return `${at.toISOString().slice(0, 16)}Z`
}

function timeOf(local: Date): string {
  return local.toISOString().slice(11, 16)
}

function dayOf(local: Date): string {
  return local.toISOString().slice(0, 10)
}

function span(from: string, to: string): string {
  return from === to ? from : `${from} to ${to}`
}
