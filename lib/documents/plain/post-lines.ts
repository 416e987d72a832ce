import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import { siteAddress, siteTimes } from '#lib/documents/site.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { updateText } from '#lib/words/posts.ts'
import { titleIn, writtenIn } from '#lib/words/spoken-posts.ts'
import { lateBy } from '#lib/words/time.ts'
import type { Words } from '#lib/words/words.ts'

/** What it is about, its last word, and when the next comes. say: how a text of staff is written. */
export function postLines(
  words: Words,
  post: OpenPost,
  now: Date,
  say: (text: string) => string = text => plainText(text, 'light'),
): string[] {
  const title = titleIn(words, post.titled)
  const summary = post.summary && writtenIn(words, post.summary)
  const last = post.latest ? updateText(words, post.latest) : summary
  const said = last && last !== `${title}.` ? [say(last)] : []
  return [title, ...said, ...windowLines(words, post, now), ...promiseLines(words, post, now)]
}

function windowLines(words: Words, { maintenance }: OpenPost, now: Date): string[] {
  if (!maintenance) return []
  const times = siteTimes(words, now)
  const { startsAt, endsAt, isCancelled, isRunning, wasToEndAt } = maintenance
  const period = times.period(startsAt, endsAt)
  if (isCancelled) return [words('documents.plain.cancelled', { period })]
  if (!isRunning) return [words('documents.plain.planned', { period })]
  return wasToEndAt ? [] : [words('documents.plain.until', { time: times.moment(endsAt) })]
}

/** When the next update comes, or that it is late. */
export function promiseLines(
  words: Words,
  { nextUpdateAt }: Pick<OpenPost, 'nextUpdateAt'>,
  now: Date,
): string[] {
  if (!nextUpdateAt) return []
  const time = siteTimes(words, now).moment(nextUpdateAt)
  const late = lateBy(words, nextUpdateAt, now)
  return [
    late
      ? words('documents.plain.lateUpdate', { time, late })
      : words('documents.plain.nextUpdate', { time }),
  ]
}

/** As of when, and where to read on. */
export function endLines(words: Words, path: string, now: Date): string[] {
  return [
    words('documents.plain.asOf', { time: siteTimes(words, now).moment(now) }),
    words('documents.plain.more', { address: siteAddress(path) }),
  ]
}

/** Lines as a text that ends with one. */
export function linesOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`
}
