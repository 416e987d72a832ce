import type { ReactNode } from 'react'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { utcMoment } from '#lib/words/moment.ts'

/** A time for people and machines: the author's words, or the time in UTC, which scripts turn into the reader's own. */
export function Timestamp({ at, children }: { at: string; children?: ReactNode }) {
  const utc = utcMoment(readerWords(), new Date(at))
  return (
    <time dateTime={at} title={utc} data-show={children ? undefined : 'moment'}>
      {children ?? utc}
    </time>
  )
}
