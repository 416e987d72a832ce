import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import { readBoard } from '#db/reads/servers/board.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { text } from '#lib/documents/format.ts'
import { siteAddress, siteTimes } from '#lib/documents/site.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { siteSentence } from '#lib/words/board.ts'
import { updateText } from '#lib/words/posts.ts'
import { serverSentence } from '#lib/words/servers.ts'
import { lateBy } from '#lib/words/time.ts'
import { type Words, wordsIn } from '#lib/words/words.ts'

/** The site as a text: the sentence first, because a telephone system reads from the top. */
export const siteText: PublicDocument = {
  path: /^\/status\.txt$/,
  format: text,
  maxAgeSeconds: 30,
  write: async (_, { db, now }) => {
    const words = wordsIn('en')
    const { banner, open } = await readBoard(now, db)
    return linesOf([
      siteSentence(words, banner),
      ...open.flatMap(post => ['', ...postLines(words, post, now)]),
      '',
      ...endLines(words, '/', now),
    ])
  },
}

/** One server as a text. */
export const serverText: PublicDocument = {
  path: /^\/servers\/(?<hostname>[a-z0-9._-]{1,253})\.txt$/,
  format: text,
  maxAgeSeconds: 30,
  follows: ({ hostname }) => `/servers/${hostname}`,
  write: async ({ parts: { hostname = '' } }, { db, now }) => {
    const words = wordsIn('en')
    const page = await readServerPage(hostname, now, db)
    if (!page) return null
    if ('movedTo' in page) return { movedTo: `/servers/${page.movedTo}.txt` }
    const { server, banner, open } = page
    return linesOf([
      server.retiredAt
        ? words('servers.banner.retired', { server: server.label })
        : serverSentence(words, banner),
      ...open.flatMap(post => ['', ...postLines(words, post, now)]),
      '',
      ...endLines(words, `/servers/${server.hostname}`, now),
    ])
  },
}

/** What it is about, its last word, and when the next comes. */
function postLines(words: Words, post: OpenPost, now: Date): string[] {
  const last = post.latest ? updateText(words, post.latest) : post.summary
  const said = last && last !== `${post.title}.` ? [plainText(last, 'light')] : []
  return [post.title, ...said, ...windowLines(words, post, now), ...promiseLines(words, post, now)]
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

function promiseLines(words: Words, { nextUpdateAt }: OpenPost, now: Date): string[] {
  if (!nextUpdateAt) return []
  const time = siteTimes(words, now).moment(nextUpdateAt)
  const late = lateBy(words, nextUpdateAt, now)
  return [
    late
      ? words('documents.plain.lateUpdate', { time, late })
      : words('documents.plain.nextUpdate', { time }),
  ]
}

function endLines(words: Words, path: string, now: Date): string[] {
  return [
    words('documents.plain.asOf', { time: siteTimes(words, now).moment(now) }),
    words('documents.plain.more', { address: siteAddress(path) }),
  ]
}

function linesOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`
}
