import { readBoard } from '#db/reads/servers/board.ts'
import { readGroupBoard } from '#db/reads/servers/group-board.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { text } from '#lib/documents/format.ts'
import { currentWords } from '#lib/language.ts'
import { groupSentence, siteSentence } from '#lib/words/board.ts'
import { serverSentence } from '#lib/words/servers.ts'
import { endLines, linesOf, postLines } from './post-lines.ts'

/** The site as a text: the sentence first, because a telephone system reads from the top. */
export const siteText: PublicDocument = {
  path: /^\/status\.txt$/,
  format: text,
  maxAgeSeconds: 30,
  isWorded: true,
  write: async (_, { db, now }) => {
    const words = currentWords()
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
  isWorded: true,
  follows: ({ hostname }) => `/servers/${hostname}`,
  write: async ({ parts: { hostname = '' } }, { db, now }) => {
    const words = currentWords()
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

/** The servers of a group as a text. */
export const groupText: PublicDocument = {
  path: /^\/groups\/(?<slug>[a-z0-9-]{1,60})\.txt$/,
  format: text,
  maxAgeSeconds: 30,
  isWorded: true,
  follows: ({ slug }) => `/groups/${slug}`,
  write: async ({ parts: { slug = '' } }, { db, now }) => {
    const words = currentWords()
    const group = await readGroupBoard(slug, now, db)
    if (!group) return null
    return linesOf([
      groupSentence(words, group.name, group.banner),
      ...group.open.flatMap(post => ['', ...postLines(words, post, now)]),
      '',
      ...endLines(words, `/groups/${slug}`, now),
    ])
  },
}
