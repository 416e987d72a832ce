const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const dayOfYear = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
})

/** "09:51 UTC" today, "18 Nov, 09:51 UTC" this year, "19 Feb 2013, 15:40 UTC" before. */
function momentText(at: Date, now: Date): string {
  const clock = `${time.format(at)} UTC`
  return dayOfYear.format(at) === dayOfYear.format(now) ? clock : `${dayText(at, now)}, ${clock}`
}

/** "18 Nov" this year, "19 Feb 2013" else. */
export function dayText(at: Date, now: Date): string {
  return (at.getUTCFullYear() === now.getUTCFullYear() ? day : dayOfYear).format(at)
}

/** A moment in UTC; live.js shows it in the reader's time. */
export function Moment({ at, now }: { at: Date; now: Date }) {
  return (
    <time dateTime={at.toISOString()} data-show="moment" className="whitespace-nowrap tabular-nums">
      {momentText(at, now)}
    </time>
  )
}

/** "24 Nov, 12:00 to 13:00 UTC"; an end on another day has its date. */
export function Period({ from, to, now }: { from: Date; to: Date; now: Date }) {
  const isOneDay = dayOfYear.format(from) === dayOfYear.format(to)
  if (!isOneDay)
    return (
      <>
        <Moment at={from} now={now} /> to <Moment at={to} now={now} />
      </>
    )
  return (
    <>
      <time dateTime={from.toISOString()} data-show="moment" className="whitespace-nowrap tabular-nums">
        {momentText(from, now).replace(/ UTC$/, '')}
      </time>{' '}
      to{' '}
      <time dateTime={to.toISOString()} data-show="clock" className="whitespace-nowrap tabular-nums">
        {time.format(to)} UTC
      </time>
    </>
  )
}

/** The day of a moment. */
export function DayOf({ at, now }: { at: Date; now: Date }) {
  return (
    <time dateTime={at.toISOString()} data-show="day" className="whitespace-nowrap tabular-nums">
      {dayText(at, now)}
    </time>
  )
}
