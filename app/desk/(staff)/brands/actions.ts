'use server'

import { headers } from 'next/headers'
import { accentsProblem, takePictures } from '#app/desk/(staff)/settings/given-look.ts'
import { type DeskAct, deskAction, type Said, say } from '#app/desk/desk-action.ts'
import { askForGood } from '#app/desk/questions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readLiveBrand } from '#db/reads/brands/brands.ts'
import { readListedBrands } from '#db/reads/brands/desk-brands.ts'
import { env } from '#lib/env.ts'
import { addBrand } from '#lib/flows/brands/add-brand.ts'
import { type BrandWish, changeBrand, retireBrand } from '#lib/flows/brands/change-brand.ts'
import { type Placed, placeServers } from '#lib/flows/brands/place-servers.ts'
import { hostOfHeader } from '#lib/rules/brands/brand.ts'
import { type BrandLineProblem, readBrandLines } from '#lib/rules/brands/brand-server.ts'
import { writeSender } from '#lib/rules/settings/site-address.ts'
import { brandForms } from './brand-forms.ts'

const senderProblem = () => ({
  problem: staffWords('deskBrands.actions.senderNameRefused'),
})

const takenWords = (host: string | null | undefined) =>
  staffWords('deskBrands.actions.hostTaken', { host: host ?? '' })

/** The site of a reseller. Whoever adds one has to be at the address that stays the hoster's own. */
export const addReseller = deskAction(
  brandForms.added,
  async ({ host, name, senderName, senderAddress }, { db, staffId, now }): Promise<Said> => {
    const mailFrom = writeSender({ name: senderName, address: senderAddress })
    if (mailFrom === null) return senderProblem()
    const { host: own, hostname } = new URL(env.SITE_URL)
    const given = await headers()
    const here = hostOfHeader(given.get('x-forwarded-host') ?? given.get('host') ?? undefined)
    if (here !== hostname)
      return {
        problem: staffWords('deskBrands.actions.youAreAtHere', {
          here: here ?? staffWords('deskBrands.actions.anUnknownAddress'),
          own,
        }),
      }
    const added = await addBrand(db, { host: host ?? '', name, mailFrom, staffId }, now)
    if (added === 'taken') return { problem: takenWords(host) }
    return { done: staffWords('deskBrands.actions.addedItShowsNothing', { host: host ?? '' }) }
  },
  async ({ host }, { db }) => {
    const others = (await readListedBrands(db)).filter(({ retiredAt }) => retiredAt === null)
    return others.length > 0
      ? null
      : askForGood(
          staffWords('deskBrands.actions.askAdd', {
            host: host ?? '',
            own: new URL(env.SITE_URL).host,
          }),
          staffWords('deskBrands.actions.confirmAdd'),
        )
  },
)

async function save({ db, staffId, now }: DeskAct, wish: Omit<BrandWish, 'staffId'>): Promise<Said> {
  return say(await changeBrand(db, { ...wish, staffId }, now), {
    done: staffWords('deskBrands.actions.savedAllItsPages'),
    taken: takenWords(wish.host),
    'changed-meanwhile': staffWords('deskBrands.actions.changedMeanwhile'),
  })
}

export const saveBrand = deskAction(
  brandForms.site,
  async ({ brandId, seen, host, uptime, senderName, senderAddress, ...rest }, act) => {
    const mailFrom = writeSender({ name: senderName, address: senderAddress })
    if (mailFrom === null) return senderProblem()
    const shows = { uptime, told: true, comments: false, meToo: false, delay: false }
    return save(act, { brandId, seen, host: host ?? '', part: { ...rest, shows, mailFrom } })
  },
  async ({ brandId, host }, { db }) => {
    const before = await readLiveBrand(brandId, db)
    return !before || before.host === host
      ? null
      : askForGood(
          staffWords('deskBrands.actions.askMove', { host: before.host, to: host ?? '' }),
          staffWords('deskBrands.actions.confirmMove'),
        )
  },
)

export const saveBrandLook = deskAction(brandForms.look, async ({ brandId, seen, ...look }, act) => {
  const problem = accentsProblem(look)
  if (problem !== null) return { problem }
  return save(act, { brandId, seen, part: look })
})

export const saveBrandPictures = deskAction(brandForms.pictures, async (fields, act) => {
  const taken = await takePictures(fields)
  if ('problem' in taken) return taken
  return save(act, { brandId: fields.brandId, seen: fields.seen, ...taken })
})

/** Which servers are a brand's. Boxes of groups have a name each, so that what was ticked stays in a form that is given back. */
export const saveBrandServers = deskAction(
  brandForms.servers,
  async ({ brandId, servers }, { db, staffId, now, form }): Promise<Said> => {
    const read = readBrandLines(servers)
    if ('problem' in read) return { problem: lineWords(read.problem) }
    const groupIds = [...form.keys()].flatMap(name => (name.startsWith('group-') ? [name.slice(6)] : []))
    const wish = { brandId, groupIds, lines: read.lines, staffId }
    return placedWords(await placeServers(db, wish, now))
  },
)

function lineWords({ line, is, typed }: BrandLineProblem): string {
  switch (is) {
    case 'name':
      return staffWords('deskBrands.actions.lineIsNoServer', { line: String(line), typed })
    case 'twice':
      return staffWords('deskBrands.actions.lineNamesTwice', { line: String(line), typed })
    case 'many':
      return staffWords('deskBrands.actions.tooManyServers')
  }
}

function placedWords(placed: Placed): Said {
  switch (placed.is) {
    case 'done':
      return { done: staffWords('deskBrands.actions.savedItsPagesShow') }
    case 'gone':
      return { problem: staffWords('deskBrands.actions.gone') }
    case 'unknown':
      return { problem: staffWords('deskBrands.actions.noServerInService', { name: placed.name }) }
    case 'same-name':
      return { problem: staffWords('deskBrands.actions.sameNameTwice', { name: placed.name }) }
  }
}

export const retireOne = deskAction(
  brandForms.retirement,
  async ({ brandId }, { db, staffId, now }) =>
    say(await retireBrand(db, { brandId, staffId }, now), {
      done: staffWords('deskBrands.actions.retiredItsHostShows'),
      gone: staffWords('deskBrands.actions.itWasRetiredAlready'),
    }),
  async ({ brandId }, { db }) => {
    const brand = (await readListedBrands(db)).find(({ id }) => id === brandId)
    const readers = brand?.readers ?? 0
    return askForGood(
      staffWords('deskBrands.actions.retireHostItsPages', { host: brand?.host ?? '', readers }),
      staffWords('deskBrands.actions.confirmRetire'),
    )
  },
)
