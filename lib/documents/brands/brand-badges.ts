import { readBrandBoard, readBrandServerPage } from '#db/reads/brands/brand-board.ts'
import { groupBadge } from '#lib/documents/badge/badge-facts.ts'
import { badgeSvg, readStyle, svg } from '#lib/documents/badge/badge-svg.ts'
import { currentWords } from '#lib/language.ts'
import { stateOf } from '#lib/rules/servers/banner.ts'
import { stateLabel } from '#lib/words/servers.ts'
import type { BrandDocument } from './brand-document.ts'

/** A picture of the state of the site, and of each server. */
export const brandBadges: readonly BrandDocument[] = [
  {
    path: /^\/badge\/site\.svg$/,
    format: svg,
    maxAgeSeconds: 60,
    write: async (brand, _, { db, now }) => {
      const words = currentWords()
      const { servers } = await readBrandBoard(brand.id, now, db)
      return badgeSvg(words, groupBadge(words, brand.site.name, servers), readStyle(undefined))
    },
  },
  {
    path: /^\/badge\/servers\/(?<name>[a-z0-9._-]{1,253})\.svg$/,
    format: svg,
    maxAgeSeconds: 60,
    write: async (brand, { name = '' }, { db, now }) => {
      const page = await readBrandServerPage(brand.id, name, now, db)
      if (!page) return null
      const words = currentWords()
      const state = stateOf(page.server.status)
      const facts = { label: page.server.label, message: stateLabel(words, state), state }
      return badgeSvg(words, facts, readStyle(undefined))
    },
  },
]
