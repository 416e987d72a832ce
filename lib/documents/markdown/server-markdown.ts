import type { ExaminedFor } from '#db/reads/agents/examined.ts'
import { historyDays, readServerPage } from '#db/reads/servers/server-page.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { markdown } from '#lib/documents/format.ts'
import { currentWords } from '#lib/language.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import { ourSite } from '#lib/site.ts'
import { shortDay } from '#lib/words/moment.ts'
import { lastDaysSentence, serverSentence } from '#lib/words/servers.ts'
import { titleIn } from '#lib/words/spoken-posts.ts'
import { longTimes } from '#lib/words/time.ts'
import type { Words } from '#lib/words/words.ts'
import { blocksOf, linkTo, openPostSection, pageLine } from './open-post.ts'

/** What staff have published of a server that a post does not name. */
function examinedSentence(
  words: Words,
  { titled, sinceAt, lastAt }: ExaminedFor,
  server: string,
  now: Date,
): string {
  const times = longTimes(words, ourSite().zone, now)
  const [since, last] = [times.moment(sinceAt), times.moment(lastAt)]
  return words('servers.examined.text', {
    title: titleIn(words, titled),
    server,
    since,
    last,
  })
}

/** The page of a server. */
export const serverMarkdown: PublicDocument = {
  path: /^\/servers\/(?<hostname>[a-z0-9._-]{1,253})\.md$/,
  format: markdown,
  maxAgeSeconds: 30,
  isWorded: true,
  follows: ({ hostname }) => `/servers/${hostname}`,
  write: async ({ parts: { hostname = '' } }, { db, now }) => {
    const words = currentWords()
    const page = await readServerPage(hostname, now, db)
    if (!page) return null
    if ('movedTo' in page) return { movedTo: `/servers/${page.movedTo}.md` }
    const { server, banner, groupName, open, past } = page
    const sentence = server.retiredAt
      ? words('servers.banner.retired', { server: server.label })
      : serverSentence(words, banner)
    return blocksOf([
      `# ${literal(sentence)}`,
      [server.hostname, ...(groupName ? [groupName] : [])].map(literal).join(' · '),
      server.retiredAt &&
        words('documents.markdown.retired', { day: shortDay(words, server.retiredAt, now) }),
      server.note && literal(server.note),
      ...page.examined.map(each => literal(examinedSentence(words, each, server.label, now))),
      ...open.map(post => openPostSection(words, post, { servers: [server], now })),
      `## ${words('servers.page.days', { days: String(historyDays), isRetired: server.retiredAt ? 'yes' : 'no' })}`,
      literal(lastDaysSentence(words, { ...server, changes: page.changes }, historyDays, page.until)),
      past.length > 0 ? `## ${words('servers.page.past')}` : null,
      past.map(post => `- ${linkTo(titleIn(words, post.titled), `/posts/${post.slug}.md`)}`).join('\n'),
      pageLine(words, `/servers/${server.hostname}`),
    ])
  },
}
