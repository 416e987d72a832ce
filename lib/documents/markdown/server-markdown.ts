import { historyDays, readServerPage, type ServerPage } from '#db/reads/servers/server-page.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { markdown } from '#lib/documents/format.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import { dayStart, minutesInTrouble } from '#lib/rules/servers/history.ts'
import { daysSentence, serverSentence } from '#lib/words/servers.ts'
import { type Words, wordsIn } from '#lib/words/words.ts'
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
      server.note && literal(server.note),
      ...open.map(post => openPostSection(words, post, now)),
      `## ${words('servers.page.days', { days: String(historyDays) })}`,
      literal(pastSentence(words, page)),
      past.length > 0 ? `## ${words('servers.page.past')}` : null,
      past.map(post => `- ${linkTo(post.title, `/posts/${post.slug}.md`)}`).join('\n'),
      pageLine(words, `/servers/${server.hostname}`),
    ])
  },
}

function pastSentence(words: Words, { server, changes, now }: ServerPage): string {
  return daysSentence(words, {
    label: server.label,
    days: historyDays,
    since: null,
    sums: minutesInTrouble(changes, dayStart(now, historyDays - 1), now),
  })
}
