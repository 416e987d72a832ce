import { historyDays, readServerPage } from '#db/reads/servers/server-page.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { markdown } from '#lib/documents/format.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import { shortDay } from '#lib/words/moment.ts'
import { lastDaysSentence, serverSentence } from '#lib/words/servers.ts'
import { wordsIn } from '#lib/words/words.ts'
import { blocksOf, linkTo, openPostSection, pageLine } from './open-post.ts'

/** The page of a server. */
export const serverMarkdown: PublicDocument = {
  path: /^\/servers\/(?<hostname>[a-z0-9._-]{1,253})\.md$/,
  format: markdown,
  maxAgeSeconds: 30,
  follows: ({ hostname }) => `/servers/${hostname}`,
  write: async ({ parts: { hostname = '' } }, { db, now }) => {
    const words = wordsIn('en')
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
      ...open.map(post => openPostSection(words, post, { servers: [server], now })),
      `## ${words('servers.page.days', { days: String(historyDays), isRetired: server.retiredAt ? 'yes' : 'no' })}`,
      literal(lastDaysSentence(words, { ...server, changes: page.changes }, historyDays, page.until)),
      past.length > 0 ? `## ${words('servers.page.past')}` : null,
      past.map(post => `- ${linkTo(post.title, `/posts/${post.slug}.md`)}`).join('\n'),
      pageLine(words, `/servers/${server.hostname}`),
    ])
  },
}
