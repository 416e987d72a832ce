import { type PostPage, readPostPage } from '#db/reads/posts/post-page.ts'
import { readBoard } from '#db/reads/servers/board.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import { badgeColour, serverBadge, siteBadge } from '#lib/documents/badge/badge-facts.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { png } from '#lib/documents/format.ts'
import { ourSite } from '#lib/site.ts'
import { siteSentence } from '#lib/words/board.ts'
import { phaseLabel } from '#lib/words/posts.ts'
import { serverSentence } from '#lib/words/servers.ts'
import { titleIn } from '#lib/words/spoken-posts.ts'
import { wordsIn } from '#lib/words/words.ts'
import { drawCard } from './draw-card.ts'
import { pictureOf } from './picture-of.ts'

const maxAgeSeconds = 300
const site = () => ourSite().name

export const siteCard: PublicDocument = {
  path: /^\/card\/site\.png$/,
  format: png,
  maxAgeSeconds,
  follows: () => pictureOf('/'),
  write: async (_, { db, now }) => {
    const words = wordsIn('en')
    const { banner, servers } = await readBoard(now, db)
    const { state } = siteBadge(words, site(), servers, banner.openIncidents)
    return drawCard({
      site: site(),
      sentence: siteSentence(words, banner),
      note: '',
      colour: badgeColour(state),
    })
  },
}

export const serverCard: PublicDocument = {
  path: /^\/card\/servers\/(?<hostname>[a-z0-9._-]{1,253})\.png$/,
  format: png,
  maxAgeSeconds,
  follows: ({ hostname }) => pictureOf(`/servers/${hostname}`),
  about: ({ hostname }) => `/servers/${hostname}`,
  write: async ({ parts: { hostname = '' } }, { db, now }) => {
    const words = wordsIn('en')
    const page = await readServerPage(hostname, now, db)
    if (!page) return null
    if ('movedTo' in page) return { movedTo: `/card/servers/${page.movedTo}.png` }
    const { server, banner } = page
    const sentence = server.retiredAt
      ? words('servers.banner.retired', { server: server.label })
      : serverSentence(words, banner)
    const colour = badgeColour(serverBadge(words, server).state)
    return drawCard({ site: site(), sentence, note: server.hostname, colour })
  },
}

export const postCard: PublicDocument = {
  path: /^\/card\/posts\/(?<slug>[a-z0-9-]{1,160})\.png$/,
  format: png,
  maxAgeSeconds,
  follows: ({ slug }) => pictureOf(`/posts/${slug}`),
  about: ({ slug }) => `/posts/${slug}`,
  write: async ({ parts: { slug = '' } }, { db, now }) => {
    const words = wordsIn('en')
    const post = await readPostPage(slug, now, db)
    if (!post) return null
    const parts = [words(`posts.kind.${post.kind}`), ...(post.phase ? [phaseLabel(words, post.phase)] : [])]
    return drawCard({
      site: site(),
      sentence: titleIn(words, post.titled),
      note: parts.join(' · '),
      colour: colourOf(post),
    })
  },
}

function colourOf({ kind, resolvedAt }: PostPage): string {
  if (resolvedAt) return badgeColour('fine')
  if (kind === 'maintenance') return badgeColour('under_maintenance')
  return badgeColour(kind === 'incident' ? 'down' : 'slow')
}
