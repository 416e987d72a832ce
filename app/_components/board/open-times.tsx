import { DayOf, Moment, Period } from '#app/_components/site/moment.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { OpenPost } from '#db/reads/posts/open-posts.ts'

/** Since when, or the time that is planned. */
export function OpenTimes({ post: { maintenance, kind, startedAt }, now }: { post: OpenPost; now: Date }) {
  if (maintenance && !maintenance.isRunning) {
    const period = <Period from={maintenance.startsAt} to={maintenance.endsAt} now={now} />
    return maintenance.isCancelled
      ? readerWords().rich('posts.head.wasPlanned', { period: () => period })
      : period
  }
  if (kind === 'advisory') return <DayOf at={startedAt} now={now} />
  const at = maintenance?.startsAt ?? startedAt
  return readerWords().rich('time.since', { time: () => <Moment at={at} now={now} /> })
}
