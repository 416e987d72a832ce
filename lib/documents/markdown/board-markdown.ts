import { readBoard } from '#db/reads/servers/board.ts'
import { readGroupBoard } from '#db/reads/servers/group-board.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { markdown } from '#lib/documents/format.ts'
import { currentWords } from '#lib/language.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import { groupSentence, siteSentence } from '#lib/words/board.ts'
import { titleIn } from '#lib/words/spoken-posts.ts'
import { blocksOf, linkTo, openPostSection, pageLine, serverLine } from './open-post.ts'

/** The board. */
export const siteMarkdown: PublicDocument = {
  path: /^\/index\.md$/,
  format: markdown,
  maxAgeSeconds: 30,
  isWorded: true,
  write: async (_, { db, now }) => {
    const words = currentWords()
    const board = await readBoard(now, db)
    return blocksOf([
      `# ${literal(siteSentence(words, board.banner))}`,
      ...board.open.map(post => openPostSection(words, post, board)),
      ...board.groups.flatMap(group => [
        `## ${group.slug && group.name ? linkTo(group.name, `/groups/${group.slug}.md`) : words('board.otherServers')}`,
        group.servers.map(server => serverLine(words, server)).join('\n'),
      ]),
      board.recent.length > 0 ? `## ${words('board.recent')}` : null,
      board.recent
        .map(post => `- ${linkTo(titleIn(words, post.titled), `/posts/${post.slug}.md`)}`)
        .join('\n'),
      pageLine(words, '/'),
    ])
  },
}

/** One group of the board. */
export const groupMarkdown: PublicDocument = {
  path: /^\/groups\/(?<slug>[a-z0-9-]{1,60})\.md$/,
  format: markdown,
  maxAgeSeconds: 30,
  isWorded: true,
  follows: ({ slug }) => `/groups/${slug}`,
  write: async ({ parts: { slug = '' } }, { db, now }) => {
    const words = currentWords()
    const group = await readGroupBoard(slug, now, db)
    if (!group) return null
    return blocksOf([
      `# ${literal(groupSentence(words, group.name, group.banner))}`,
      ...group.open.map(post => openPostSection(words, post, { servers: group.servers, now })),
      `## ${words('board.servers')}`,
      group.servers.map(server => serverLine(words, server)).join('\n'),
      pageLine(words, `/groups/${slug}`),
    ])
  },
}
