'use server'

import { headers } from 'next/headers'
import { accentsProblem, takePictures } from '#app/desk/(staff)/settings/given-look.ts'
import { type DeskAct, deskAction, type Said, say } from '#app/desk/desk-action.ts'
import { askForGood } from '#app/desk/questions.ts'
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

const senderProblem = {
  problem:
    'The name of the sender holds a sign such as , or < that would part it from the address: leave it out.',
}

const takenWords = 'is the host of another site already.'

/** The site of a reseller. Whoever adds one has to be at the address that stays the hoster's own. */
export const addReseller = deskAction(
  brandForms.added,
  async ({ host, name, senderName, senderAddress }, { db, staffId, now }): Promise<Said> => {
    const mailFrom = writeSender({ name: senderName, address: senderAddress })
    if (mailFrom === null) return senderProblem
    const { host: own, hostname } = new URL(env.SITE_URL)
    const given = await headers()
    const here = hostOfHeader(given.get('x-forwarded-host') ?? given.get('host') ?? undefined)
    if (here !== hostname)
      return {
        problem: `You are at ${here ?? 'an unknown address'}, and this site believes to be at ${own}. With a brand, only that address stays yours: set SITE_URL to the address that your readers use, restart, and come back by it.`,
      }
    const added = await addBrand(db, { host: host ?? '', name, mailFrom, staffId }, now)
    if (added === 'taken') return { problem: `${host} ${takenWords}` }
    return { done: `Added. It shows nothing yet: say under ${host}, in the list, which servers are theirs.` }
  },
  async ({ host }, { db }) => {
    const others = (await readListedBrands(db)).filter(({ retiredAt }) => retiredAt === null)
    return others.length > 0
      ? null
      : askForGood(
          `Add ${host}? From the first brand on, this site answers at ${new URL(env.SITE_URL).host} and at the hosts of brands alone: other public names and addresses that lead here answer nothing to readers.`,
          'Yes, add it',
        )
  },
)

async function save({ db, staffId, now }: DeskAct, wish: Omit<BrandWish, 'staffId'>): Promise<Said> {
  return say(await changeBrand(db, { ...wish, staffId }, now), {
    done: 'Saved. All its pages show it in a moment.',
    taken: `${wish.host} ${takenWords}`,
    'changed-meanwhile':
      'Nothing was changed: a colleague changed this brand since you opened the page. Copy what you typed, load the page again, and save it then.',
  })
}

export const saveBrand = deskAction(
  brandForms.site,
  async ({ brandId, seen, host, uptime, senderName, senderAddress, ...rest }, act) => {
    const mailFrom = writeSender({ name: senderName, address: senderAddress })
    if (mailFrom === null) return senderProblem
    const shows = { uptime, told: true, comments: false, meToo: false, delay: false }
    return save(act, { brandId, seen, host: host ?? '', part: { ...rest, shows, mailFrom } })
  },
  async ({ brandId, host }, { db }) => {
    const before = await readLiveBrand(brandId, db)
    return !before || before.host === host
      ? null
      : askForGood(
          `Move this brand from ${before.host} to ${host}? Links in mails that went out lead to ${before.host}, which answers nothing any more.`,
          'Yes, move it',
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
      return `Line ${line}, “${typed}”, is none: write a host name of yours, or one and the name that the reseller’s customers read, such as web07.example.com = server1.`
    case 'twice':
      return `Line ${line}, “${typed}”, names what an earlier line does.`
    case 'many':
      return 'More than 1,000 servers one by one are too many: put them into a group.'
  }
}

function placedWords(placed: Placed): Said {
  switch (placed.is) {
    case 'done':
      return { done: 'Saved. Its pages show these servers in a moment.' }
    case 'gone':
      return { problem: 'Nothing was changed: this brand was retired.' }
    case 'unknown':
      return { problem: `No server in service has the host name ${placed.name}.` }
    case 'same-name':
      return { problem: `Two servers would be called ${placed.name} at this brand: give one another name.` }
  }
}

export const retireOne = deskAction(
  brandForms.retirement,
  async ({ brandId }, { db, staffId, now }) =>
    say(await retireBrand(db, { brandId, staffId }, now), {
      done: 'Retired. Its host shows nothing any more, and nobody is mailed for it.',
      gone: 'It was retired already.',
    }),
  async ({ brandId }, { db }) => {
    const brand = (await readListedBrands(db)).find(({ id }) => id === brandId)
    const readers = brand?.readers ?? 0
    const people = readers === 1 ? 'one reader' : `${readers} readers`
    return askForGood(
      `Retire ${brand?.host}? Its pages are gone, and ${people} of its notices get none any more: they would have to ask anew.`,
      'Yes, retire it',
    )
  },
)
