'use client'

import { shownIn } from '#lib/rules/time/clock.ts'
import { useZone } from './desk-zone.tsx'

/** A time on the clock of whoever reads it, and in UTC on hover. */
export function LocalTime({ at }: { at: Date }) {
  const zone = useZone()
  return <Clock at={at}>{write(at, zone)}</Clock>
}

/** From one time to another on the reader's clock; of one day, the day is said once. */
export function LocalSpan({ from, to }: { from: Date; to: Date }) {
  const zone = useZone()
  return (
    <>
      <LocalTime at={from} /> to <Clock at={to}>{writeEnd(from, to, zone)}</Clock>
    </>
  )
}

/** From one time to another on the reader's clock, with UTC beside it where that is another clock. */
export function LocalPeriod({ from, to }: { from: Date; to: Date }) {
  const zone = useZone()
  const { label } = shownIn(zone, from)
  return (
    <>
      <LocalTime at={from} /> to <Clock at={to}>{writeEnd(from, to, zone)}</Clock> {label}
      {label === 'UTC' || label === 'GMT' ? null : (
        <>
          {' '}
          <span className="whitespace-nowrap">({write(from, 'UTC')}</span> to{' '}
          <span className="whitespace-nowrap">{writeEnd(from, to, 'UTC')} UTC)</span>
        </>
      )}
    </>
  )
}

function Clock({ at, children }: { at: Date; children: string }) {
  return (
    <time
      dateTime={at.toISOString()}
      title={`${write(at, 'UTC')} UTC`}
      className="whitespace-nowrap tabular-nums"
    >
      {children}
    </time>
  )
}

/** The end of a period: its day is said where it is another one. */
function writeEnd(from: Date, to: Date, zone: string): string {
  const isOneDay = dayOf(from, zone) === dayOf(to, zone)
  return isOneDay ? format(to, { ...time, timeZone: zone }) : write(to, zone)
}

/** "24 Nov, 09:51"; of another year "24 Nov 2025, 09:51". */
function write(at: Date, zone: string): string {
  const isThisYear = dayOf(at, zone).slice(-4) === dayOf(new Date(), zone).slice(-4)
  return format(at, { ...day, ...time, ...(isThisYear ? {} : { year: 'numeric' }), timeZone: zone })
}

const day = { day: 'numeric', month: 'short' } as const
const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** "24/11/2025" */
function dayOf(at: Date, zone: string): string {
  return format(at, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: zone })
}

function format(at: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', options).format(at)
}
