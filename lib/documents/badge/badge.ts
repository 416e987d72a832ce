import type { Database } from '#db/client.ts'
import { readBoard } from '#db/reads/servers/board.ts'
import { readGroupBoard } from '#db/reads/servers/group-board.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import type { DocumentContent, PublicDocument } from '#lib/documents/document.ts'
import { json } from '#lib/documents/format.ts'
import { currentWords } from '#lib/language.ts'
import { ourSite } from '#lib/site.ts'
import { type BadgeFacts, groupBadge, serverBadge, siteBadge } from './badge-facts.ts'
import { badgeSvg, readStyle, svg } from './badge-svg.ts'
import { shieldsJson } from './shields.ts'

type Written = (facts: BadgeFacts, query: Record<string, string>) => string
type Moved = { movedTo: string }

const asSvg: Written = (facts, { style }) => badgeSvg(currentWords(), facts, readStyle(style))
const asJson: Written = facts => shieldsJson(facts)

/** GitHub and others keep an image as long as it says, so it says little. */
const maxAgeSeconds = 60
const query = { style: /^(flat|flat-square|for-the-badge)$/ }

export const siteSvg: PublicDocument = {
  path: /^\/badge\/site\.svg$/,
  query,
  format: svg,
  maxAgeSeconds,
  isWorded: true,
  write: async (asked, { db, now }) => asSvg(await ofSite(now, db), asked.query),
}

export const siteShield: PublicDocument = {
  path: /^\/badge\/site\.json$/,
  format: json,
  maxAgeSeconds,
  isWorded: true,
  write: async (asked, { db, now }) => asJson(await ofSite(now, db), asked.query),
}

export const serverSvg: PublicDocument = {
  path: /^\/badge\/servers\/(?<hostname>[a-z0-9._-]{1,253})\.svg$/,
  query,
  format: svg,
  maxAgeSeconds,
  isWorded: true,
  follows: ({ hostname }) => `/servers/${hostname}`,
  write: async ({ parts: { hostname = '' }, query: asked }, { db, now }) =>
    written(await ofServer(hostname, '.svg', now, db), asSvg, asked),
}

export const serverShield: PublicDocument = {
  path: /^\/badge\/servers\/(?<hostname>[a-z0-9._-]{1,253})\.json$/,
  format: json,
  maxAgeSeconds,
  isWorded: true,
  follows: ({ hostname }) => `/servers/${hostname}`,
  write: async ({ parts: { hostname = '' }, query: asked }, { db, now }) =>
    written(await ofServer(hostname, '.json', now, db), asJson, asked),
}

export const groupSvg: PublicDocument = {
  path: /^\/badge\/groups\/(?<slug>[a-z0-9-]{1,60})\.svg$/,
  query,
  format: svg,
  maxAgeSeconds,
  isWorded: true,
  follows: ({ slug }) => `/groups/${slug}`,
  write: async ({ parts: { slug = '' }, query: asked }, { db, now }) =>
    written(await ofGroup(slug, now, db), asSvg, asked),
}

export const groupShield: PublicDocument = {
  path: /^\/badge\/groups\/(?<slug>[a-z0-9-]{1,60})\.json$/,
  format: json,
  maxAgeSeconds,
  isWorded: true,
  follows: ({ slug }) => `/groups/${slug}`,
  write: async ({ parts: { slug = '' }, query: asked }, { db, now }) =>
    written(await ofGroup(slug, now, db), asJson, asked),
}

function written(
  facts: BadgeFacts | Moved | null,
  write: Written,
  asked: Record<string, string>,
): DocumentContent {
  if (!facts || 'movedTo' in facts) return facts
  return write(facts, asked)
}

async function ofSite(now: Date, db: Database): Promise<BadgeFacts> {
  const { servers, banner } = await readBoard(now, db)
  return siteBadge(currentWords(), ourSite().name, servers, banner.openIncidents)
}

async function ofServer(
  hostname: string,
  end: string,
  now: Date,
  db: Database,
): Promise<BadgeFacts | Moved | null> {
  const page = await readServerPage(hostname, now, db)
  if (!page) return null
  if ('movedTo' in page) return { movedTo: `/badge/servers/${page.movedTo}${end}` }
  return serverBadge(currentWords(), page.server)
}

async function ofGroup(slug: string, now: Date, db: Database): Promise<BadgeFacts | null> {
  const group = await readGroupBoard(slug, now, db)
  return group && groupBadge(currentWords(), group.name, group.servers)
}
