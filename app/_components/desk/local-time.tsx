'use client'

import { shownIn } from '#lib/rules/time/clock.ts'
import { useZone } from './desk-zone.tsx'

/** A time on the clock of whoever reads it, and in UTC on hover. */
export function LocalTime({ at }: { at: Date }) {
  const zone = useZone()
  return (
    <time dateTime={at.toISOString()} title={`${write(at, 'UTC')} UTC`} className="tabular-nums">
      {write(at, zone)}
    </time>
  )
}

/** From one time to another on the reader's clock, with UTC beside it where that is another clock. */
export function LocalPeriod({ from, to }: { from: Date; to: Date }) {
  const { label } = shownIn(useZone(), from)
  return (
    <>
      <LocalTime at={from} /> to <LocalTime at={to} /> {label}
      {label === 'UTC' || label === 'GMT' ? null : ` (${write(from, 'UTC')} to ${write(to, 'UTC')} UTC)`}
    </>
  )
}

function write(at: Date, timeZone: string): string {
  const day = { day: 'numeric', month: 'short' } as const
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-GB', { ...day, ...time, timeZone }).format(at)
}
