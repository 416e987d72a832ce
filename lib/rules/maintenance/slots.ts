import { momentAt, wallTime } from '#lib/rules/time/wall-time.ts'
import type { MaintenanceSlot } from './maintenance.ts'

/** A turn of one server by the clock: "22:00" to "22:20". */
export type Turn = { server: string; from: string; to: string }

/** From when to when, by the clock: two days and times, "2026-11-24T22:00". */
export type ClockWindow = { from: string; to: string }

const turnLine = /^(\S+?)[\s:,]+(\d{1,2}[:.]\d{2})\s*(?:-|–|to|\s)\s*(\d{1,2}[:.]\d{2})$/

/** Turns as staff write them, one a line: "web01 22:00-22:20"; or the line that is none. */
export function readTurns(text: string): { turns: Turn[] } | { wrong: string } {
  const lines = text.split('\n').flatMap(line => line.trim() || [])
  const turns: Turn[] = []
  for (const line of lines) {
    const [, server, from, to] = turnLine.exec(line) ?? []
    const times = [from, to].map(time => clockOf(time ?? ''))
    if (!server || !times[0] || !times[1]) return { wrong: line }
    turns.push({ server, from: times[0], to: times[1] })
  }
  return { turns }
}

/** "9.30" is "09:30"; null: no clock shows it. */
function clockOf(time: string): string | null {
  const [hour = '', minute = ''] = time.split(/[:.]/)
  if (time === '' || Number(hour) > 23 || Number(minute) > 59) return null
  return `${hour.padStart(2, '0')}:${minute}`
}

/** Each server in turn for this many minutes, in this order, from the beginning on. */
export function turnsOneByOne(servers: readonly string[], from: string, minutes: number): Turn[] {
  const start = wallMs(from)
  const at = (place: number) => wallText(start + place * minutes * 60_000).slice(11)
  return servers.map((server, place) => ({ server, from: at(place), to: at(place + 1) }))
}

/** The window of a day by the clock; one that ends before it begins ends on the next day. */
export function windowOn(day: string, { from, to }: ClockWindow): ClockWindow {
  const start = `${day}T${from}`
  return { from: start, to: nextAt(start, to) }
}

/** The window as moments. At the hour that a change of the clock leaves out or repeats it is rather longer than none. */
export function momentsOf({ from, to }: ClockWindow, zone: string): { startsAt: Date; endsAt: Date } {
  const startsAt = momentAt(from, zone, 'first')
  const endsAt = momentAt(to, zone, 'last')
  if (endsAt > startsAt) return { startsAt, endsAt }
  return { startsAt, endsAt: new Date(startsAt.getTime() + wallMs(to) - wallMs(from)) }
}

/**
 * When each server has its turn: those without one have the whole window. Or the server whose turn is not within it.
 */
export function slotsOf(
  serverIds: readonly string[],
  turns: readonly Turn[],
  window: ClockWindow,
  zone: string,
): { slots: MaintenanceSlot[] } | { outside: string } {
  const whole = momentsOf(window, zone)
  const own = new Map(turns.map(turn => [turn.server, turn]))
  const slots: MaintenanceSlot[] = []
  for (const serverId of new Set([...turns.map(turn => turn.server), ...serverIds])) {
    const turn = own.get(serverId)
    const clock = turn ? turnWithin(turn, window) : window
    if (!clock) return { outside: serverId }
    const { startsAt, endsAt } = turn ? momentsOf(clock, zone) : whole
    slots.push({ serverId, startsAt, endsAt })
  }
  return { slots }
}

/** The same turns by another beginning of the first: as much later or earlier on the clocks of the zone. */
export function movedSlots(
  slots: readonly MaintenanceSlot[],
  before: Date,
  startsAt: Date,
  zone: string,
): MaintenanceSlot[] {
  const shift = wallMs(wallTime(startsAt, zone)) - wallMs(wallTime(before, zone))
  const moved = (at: Date) => wallText(wallMs(wallTime(at, zone)) + shift)
  return slots.map(slot => ({
    ...slot,
    ...momentsOf({ from: moved(slot.startsAt), to: moved(slot.endsAt) }, zone),
  }))
}

/** The first such time at or after the window's beginning; null: it does not fit. */
function turnWithin({ from, to }: Turn, window: ClockWindow): ClockWindow | null {
  const start = from === window.from.slice(11) ? window.from : nextAt(window.from, from)
  const end = nextAt(start, to)
  return wallMs(end) <= wallMs(window.to) && wallMs(start) < wallMs(end) ? { from: start, to: end } : null
}

/** The next time after a wall time at which clocks show this: "02:00" after "2026-11-24T22:00" is on the 25th. */
function nextAt(after: string, clock: string): string {
  const today = `${after.slice(0, 10)}T${clock}`
  return wallMs(today) > wallMs(after) ? today : wallText(wallMs(today) + 86_400_000)
}

function wallMs(wall: string): number {
  return new Date(`${wall}Z`).getTime()
}

function wallText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16)
}
