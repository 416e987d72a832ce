import { Moment } from '#app/_components/site/moment.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'

type Props = {
  endsAt: Date
  /** The end that is past although it goes on; null: it is not. */
  wasToEndAt: Date | null
  now: Date
}

/** "Until about 02:00"; of what goes on for longer also when it was to end. */
export function MaintenanceEnd({ endsAt, wasToEndAt, now }: Props) {
  const words = readerWords()
  const time = () => <Moment at={endsAt} now={now} />
  if (!wasToEndAt) return words.rich('posts.open.until', { time })
  const before = () => <Moment at={wasToEndAt} now={now} />
  return endsAt > now
    ? words.rich('posts.open.longerUntil', { before, time })
    : words.rich('posts.open.longer', { before })
}
