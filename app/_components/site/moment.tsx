import type { ReactNode } from 'react'
import { env } from '#lib/env.ts'
import { shownIn } from '#lib/rules/time/clock.ts'

// They are given what the site's clock shows as if it were UTC.
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const dayOfYear = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

const onSite = (at: Date) => shownIn(env.TIME_ZONE, at)

/** "09:51" today, "18 Nov, 09:51" this year, "19 Feb 2013, 15:40" before. */
function momentText(at: Date, now: Date): string {
  const [local, today] = [onSite(at).local, onSite(now).local]
  const clock = time.format(local)
  return dayOfYear.format(local) === dayOfYear.format(today) ? clock : `${dayText(local, today)}, ${clock}`
}

/** "18 Nov" this year, "19 Feb 2013" else, of days in UTC. */
export function dayText(at: Date, now: Date): string {
  return (at.getUTCFullYear() === now.getUTCFullYear() ? day : dayOfYear).format(at)
}

type TimeProps = { at: Date; show: 'moment' | 'clock' | 'day'; children: ReactNode }

/** A time in the site's zone, with UTC on hover; live.js shows it in the reader's. */
function Time({ at, show, children }: TimeProps) {
  return (
    <time
      dateTime={at.toISOString()}
      data-show={show}
      title={at.toUTCString()}
      className="whitespace-nowrap tabular-nums"
    >
      {children}
    </time>
  )
}

/** "09:51 UTC", "18 Nov, 09:51 UTC". */
export function Moment({ at, now }: { at: Date; now: Date }) {
  return (
    <Time at={at} show="moment">
      {`${momentText(at, now)} ${onSite(at).label}`}
    </Time>
  )
}

/** "24 Nov, 12:00 to 13:00 UTC"; an end on another day, or by another offset, is whole. */
export function Period({ from, to, now }: { from: Date; to: Date; now: Date }) {
  const [begin, end] = [onSite(from), onSite(to)]
  const isOneDay = dayOfYear.format(begin.local) === dayOfYear.format(end.local)
  if (!isOneDay || begin.label !== end.label)
    return (
      <>
        <Moment at={from} now={now} /> to <Moment at={to} now={now} />
      </>
    )
  return (
    <>
      <Time at={from} show="moment">
        {momentText(from, now)}
      </Time>{' '}
      to{' '}
      <Time at={to} show="clock">
        {`${time.format(end.local)} ${end.label}`}
      </Time>
    </>
  )
}

/** The day of a moment. */
export function DayOf({ at, now }: { at: Date; now: Date }) {
  return (
    <Time at={at} show="day">
      {dayText(onSite(at).local, onSite(now).local)}
    </Time>
  )
}
