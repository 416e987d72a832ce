'use client'

import { shownIn } from '#lib/rules/time/clock.ts'
import { useZone } from './desk-zone.tsx'
import { useDeskWords } from './words/desk-words.tsx'

/** A time on the clock of whoever reads it, and in UTC on hover. */
export function LocalTime({ at }: { at: Date }) {
  const zone = useZone()
  const { tag } = useDeskWords()
  return <Clock at={at}>{write(at, zone, tag)}</Clock>
}

/** From one time to another on the reader's clock; of one day, the day is said once. */
export function LocalSpan({ from, to }: { from: Date; to: Date }) {
  const zone = useZone()
  const { clock, tag } = useDeskWords()
  return (
    <>
      <LocalTime at={from} /> {clock.to} <Clock at={to}>{writeEnd(from, to, zone, tag)}</Clock>
    </>
  )
}

/** From one time to another on the reader's clock, with UTC beside it where that is another clock. */
export function LocalPeriod({ from, to }: { from: Date; to: Date }) {
  const zone = useZone()
  const { clock, tag } = useDeskWords()
  const { label } = shownIn(zone, from)
  return (
    <>
      <LocalTime at={from} /> {clock.to} <Clock at={to}>{writeEnd(from, to, zone, tag)}</Clock> {label}
      {label === 'UTC' || label === 'GMT' ? null : (
        <>
          {' '}
          <span className="whitespace-nowrap">({write(from, 'UTC', tag)}</span> {clock.to}{' '}
          <span className="whitespace-nowrap">{writeEnd(from, to, 'UTC', tag)} UTC)</span>
        </>
      )}
    </>
  )
}

function Clock({ at, children }: { at: Date; children: string }) {
  const { tag } = useDeskWords()
  return (
    <time
      dateTime={at.toISOString()}
      title={`${write(at, 'UTC', tag)} UTC`}
      className="whitespace-nowrap tabular-nums"
    >
      {children}
    </time>
  )
}

/** The end of a period: its day is said where it is another one. */
function writeEnd(from: Date, to: Date, zone: string, tag: string): string {
  const isOneDay = dayOf(from, zone) === dayOf(to, zone)
  return isOneDay ? format(to, { ...time, timeZone: zone }, tag) : write(to, zone, tag)
}

/** "24 Nov, 09:51"; of another year "24 Nov 2025, 09:51". */
function write(at: Date, zone: string, tag: string): string {
  const isThisYear = dayOf(at, zone).slice(-4) === dayOf(new Date(), zone).slice(-4)
  return format(at, { ...day, ...time, ...(isThisYear ? {} : { year: 'numeric' }), timeZone: zone }, tag)
}

const day = { day: 'numeric', month: 'short' } as const
const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** "24/11/2025" */
function dayOf(at: Date, zone: string): string {
  return format(at, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: zone }, 'en-GB')
}

function format(at: Date, options: Intl.DateTimeFormatOptions, tag: string): string {
  return new Intl.DateTimeFormat(tag, options).format(at)
}
