import { readBrandBoard, readBrandServerPage } from '#db/reads/brands/brand-board.ts'
import { json, text } from '#lib/documents/format.ts'
import { currentWords } from '#lib/language.ts'
import type { Brand } from '#lib/rules/brands/brand.ts'
import { componentStatus } from '#lib/rules/statuspage/component-status.ts'
import { pageIndicator } from '#lib/rules/statuspage/page-indicator.ts'
import { shortId } from '#lib/short-id.ts'
import { siteSentence } from '#lib/words/board.ts'
import { serverSentence } from '#lib/words/servers.ts'
import { longTimes } from '#lib/words/time.ts'
import type { BrandDocument } from './brand-document.ts'

/** The board and each server as a text. */
export const brandTexts: readonly BrandDocument[] = [
  {
    path: /^\/status\.txt$/,
    format: text,
    maxAgeSeconds: 30,
    write: async (brand, _, { db, now }) => {
      const words = currentWords()
      const board = await readBrandBoard(brand.id, now, db)
      const troubled = board.troubled.map(({ banner }) => serverSentence(words, banner))
      const work = board.work.map(turn => {
        const time = longTimes(words, brand.site.zone, now).period(turn.startsAt, turn.endsAt)
        return words('brands.text.work', { server: turn.label, time })
      })
      return textOf(brand, [siteSentence(words, board.banner), ...troubled, ...work], '/', now)
    },
  },
  {
    path: /^\/servers\/(?<name>[a-z0-9._-]{1,253})\.txt$/,
    format: text,
    maxAgeSeconds: 30,
    write: async (brand, { name = '' }, { db, now }) => {
      const page = await readBrandServerPage(brand.id, name, now, db)
      if (!page) return null
      return textOf(brand, [serverSentence(currentWords(), page.banner)], `/servers/${name}`, now)
    },
  },
]

function textOf({ site, url }: Brand, lines: readonly string[], path: string, now: Date): string {
  const words = currentWords()
  return [
    ...lines,
    '',
    words('documents.plain.asOf', { time: longTimes(words, site.zone, now).moment(now) }),
    words('documents.plain.more', { address: url + path }),
    '',
  ].join('\n')
}

/** Two of the documents of Statuspage. Incidents are told by the states of servers alone. */
export const brandAnswers: readonly BrandDocument[] = [
  {
    path: /^\/api\/v2\/status\.json$/,
    format: json,
    maxAgeSeconds: 30,
    write: async (brand, _, { db, now }) => {
      const { page, status } = await summaryOf(brand, db, now)
      return JSON.stringify({ page, status })
    },
  },
  {
    path: /^\/api\/v2\/summary\.json$/,
    format: json,
    maxAgeSeconds: 30,
    write: async (brand, _, { db, now }) => JSON.stringify(await summaryOf(brand, db, now)),
  },
]

async function summaryOf(brand: Brand, db: Parameters<typeof readBrandBoard>[2], now: Date) {
  const { banner, servers } = await readBrandBoard(brand.id, now, db)
  const pageId = shortId(brand.url)
  const statuses = servers.map(server => componentStatus(server.status))
  return {
    page: {
      id: pageId,
      name: brand.site.name,
      url: brand.url,
      time_zone: brand.site.zone,
      updated_at: now.toISOString(),
    },
    components: servers.map((server, index) => ({
      id: shortId(`${brand.id} ${server.id}`),
      name: server.label,
      status: componentStatus(server.status),
      position: index + 1,
      page_id: pageId,
      group: false,
      group_id: null,
    })),
    incidents: [],
    scheduled_maintenances: [],
    status: { indicator: pageIndicator(statuses, 0), description: siteSentence(currentWords(), banner) },
  }
}

/** Search engines may list the site; which host it is they know already. */
export const brandRobots: BrandDocument = {
  path: /^\/robots\.txt$/,
  format: text,
  maxAgeSeconds: 3600,
  write: async () => 'User-agent: *\nDisallow: /preferences/\nDisallow: /unsubscribe/\nDisallow: /confirm/\n',
}
