const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })

/** "10:04 UTC, 19 February 2013": a mail cannot know where it is read. Takes ISO 8601 or a Date. */
export function utcMoment(moment: string | Date): string {
  const date = new Date(moment)
  return `${time.format(date)} UTC, ${day.format(date)}`
}

/** "22:00 to 23:00 UTC, 19 February 2013", or both moments whole where their days differ. Takes ISO 8601 or Dates. */
export function utcPeriod(from: string | Date, to: string | Date): string {
  const [begin, end] = [new Date(from), new Date(to)]
  if (day.format(begin) !== day.format(end)) return `${utcMoment(begin)} to ${utcMoment(end)}`
  return `${time.format(begin)} to ${utcMoment(end)}`
}
