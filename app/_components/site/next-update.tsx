import { lateBy } from '#lib/words/time.ts'
import { Moment } from './moment.tsx'
import { readerWords } from './reader-words.ts'

const places = {
  card: ['posts.open.nextUpdate', 'posts.open.lateUpdate'],
  line: ['posts.head.nextUpdate', 'posts.head.lateUpdate'],
  verdict: ['find.promise.by', 'find.promise.late'],
} as const

type Props = { at: Date; now: Date; place: keyof typeof places }

/** When readers hear next; where that is past, how late we are. */
export function NextUpdate({ at, now, place }: Props) {
  const words = readerWords()
  const [promised, overdue] = places[place]
  const time = () => <Moment at={at} now={now} />
  const late = lateBy(words, at, now)
  return late ? words.rich(overdue, { time, late }) : words.rich(promised, { time })
}
