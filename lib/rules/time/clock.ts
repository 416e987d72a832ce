/** A minute on the clock of a zone: the UTC fields of local read what that clock shows. label: "CET", "GMT+5:30". */
export type ClockReading = { at: Date; local: Date; label: string }

/** Abbreviations that mean one offset only, and stay what they are; BST, IST or CST may mean several. */
const clearLabels = new Set(['UTC', 'GMT', 'WET', 'WEST', 'CET', 'CEST', 'EET', 'EEST'])

/** What the clock of a zone shows at a moment; its seconds are dropped. */
export function shownIn(zone: string, moment: Date): ClockReading {
  const at = new Date(Math.floor(moment.getTime() / 60_000) * 60_000)
  if (zone === 'UTC') return { at, local: at, label: zone }
  const parts = formatOf(zone).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find(each => each.type === type)?.value ?? ''
  const field = (type: Intl.DateTimeFormatPartTypes) => Number(part(type))
  const ms = Date.UTC(field('year'), field('month') - 1, field('day'), field('hour'), field('minute'))
  const label = part('timeZoneName')
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
