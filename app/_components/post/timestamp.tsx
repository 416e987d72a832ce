import type { ReactNode } from 'react'

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

/** A time for people and machines: the author's words, or the time in UTC, which scripts turn into the reader's own. */
export function Timestamp({ at, children }: { at: string; children?: ReactNode }) {
  const utc = `${format.format(new Date(at))} UTC`
  return (
    <time dateTime={at} title={utc} data-show={children ? undefined : 'moment'}>
      {children ?? utc}
    </time>
  )
}
