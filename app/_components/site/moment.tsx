import type { ReactNode } from 'react'
import { shownIn } from '#lib/rules/time/clock.ts'
import { ourSite } from '#lib/site.ts'
import { clockTime, shortDay, shortMoment, utcMoment } from '#lib/words/moment.ts'
import { readerWords } from './reader-words.ts'

/** Left out: that of the hoster's own site. */
type InZone = { zone?: string | undefined }

const clockOf =
  (zone: string = ourSite().zone) =>
  (at: Date) =>
    shownIn(zone, at)

type TimeProps = { at: Date; show: 'moment' | 'clock' | 'day'; children: ReactNode }

/** A time in the site's zone, with UTC on hover; live.js shows it in the reader's. */
function Time({ at, show, children }: TimeProps) {
  return (
    <time
      dateTime={at.toISOString()}
      data-show={show}
      title={utcMoment(readerWords(), at)}
      className="whitespace-nowrap figures"
    >
      {children}
    </time>
  )
}

/** "09:51 UTC", "18 Nov, 09:51 UTC". */
export function Moment({ at, now, zone }: { at: Date; now: Date } & InZone) {
  const words = readerWords()
  const onSite = clockOf(zone)
  const { local, label } = onSite(at)
  return (
    <Time at={at} show="moment">
      {words('time.inZone', { time: shortMoment(words, local, onSite(now).local), zone: label })}
    </Time>
  )
}

/** "24 Nov, 12:00 to 13:00 UTC"; an end on another day, or by another offset, is whole. */
export function Period({ from, to, now, zone }: { from: Date; to: Date; now: Date } & InZone) {
  const words = readerWords()
  const onSite = clockOf(zone)
  const [begin, end, today] = [onSite(from), onSite(to), onSite(now).local]
  const isOneDay = dayOf(begin.local) === dayOf(end.local)
  if (!isOneDay || begin.label !== end.label)
    return words.rich('time.fromTo', {
      from: () => <Moment at={from} now={now} zone={zone} />,
      to: () => <Moment at={to} now={now} zone={zone} />,
    })
  return words.rich('time.fromTo', {
    from: () => (
      <Time at={from} show="moment">
        {shortMoment(words, begin.local, today)}
      </Time>
    ),
    to: () => (
      <Time at={to} show="clock">
        {words('time.inZone', { time: clockTime(words, end.local), zone: end.label })}
      </Time>
    ),
  })
}

/** The day of a moment. */
export function DayOf({ at, now }: { at: Date; now: Date }) {
  const onSite = clockOf()
  return (
    <Time at={at} show="day">
      {shortDay(readerWords(), onSite(at).local, onSite(now).local)}
    </Time>
  )
}

function dayOf(local: Date): string {
  return local.toISOString().slice(0, 10)
}
