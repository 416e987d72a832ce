'use server'

import { type DeskAct, deskAction, say } from '#app/desk/desk-action.ts'
import { changeSite, type SiteWish } from '#lib/flows/settings/change-site.ts'
import { takePicture, takeSheet } from '#lib/flows/settings/take-file.ts'
import { accentProblem, lookModes } from '#lib/rules/look/accent.ts'
import { writeSender } from '#lib/rules/settings/site-address.ts'
import { type PicturePlace, picturePlaces, type SiteFile } from '#lib/rules/settings/site-settings.ts'
import { fixedBy } from '#lib/site.ts'
import { settingsForms } from './settings-forms.ts'
import { accentWords, fixedWords, pictureWords, sheetWords } from './settings-words.ts'

/** Puts a part of the settings in force, and says so. */
async function save({ db, staffId, now }: DeskAct, wish: Omit<SiteWish, 'staffId'>) {
  return say(await changeSite(db, { ...wish, staffId }, now), {
    done: 'Saved. All pages show it in a moment.',
    'changed-meanwhile':
      'Nothing was changed: a colleague changed the settings since you opened the page. Copy what you typed, load the page again, and save it then.',
  })
}

export const saveSite = deskAction(settingsForms.site, async ({ seen, name, ...rest }, act) => {
  const part = fixedBy('name') ? rest : { ...rest, name }
  return save(act, { seen, part })
})

export const saveTimes = deskAction(settingsForms.times, async ({ seen, zone, weekStart }, act) =>
  save(act, { seen, part: fixedBy('zone') ? { weekStart } : { weekStart, zone } }),
)

export const saveShown = deskAction(settingsForms.shown, async ({ seen, ...shows }, act) =>
  save(act, { seen, part: { shows } }),
)

export const saveLook = deskAction(settingsForms.look, async ({ seen, sheet, ...look }, act) => {
  const accents = { light: look.accentLight, dark: look.accentDark }
  const problems = lookModes.flatMap(mode => {
    const colour = accents[mode]
    return (colour && accentProblem(colour, look.theme, mode)) || []
  })
  if (problems.length > 0) return { problem: problems.map(accentWords).join(' ') }
  const taken = takeSheet(sheet)
  if ('problems' in taken) return { problem: taken.problems.map(sheetWords).join(' ') }
  const part = { ...look, sheet: taken.file ? { name: taken.file.name } : undefined }
  return save(act, { seen, part, files: taken.file ? [taken.file] : [] })
})

export const savePictures = deskAction(settingsForms.pictures, async (fields, act) => {
  const part: Partial<Record<PicturePlace, SiteFile | undefined>> = {}
  if (fields.dropLogoLight) part.logoLight = undefined
  if (fields.dropLogoDark) part.logoDark = undefined
  if (fields.dropIcon) part.icon = undefined
  const files: { name: string; bytes: Buffer }[] = []
  for (const place of picturePlaces) {
    const given = fields[place]
    if (!given || given.size === 0) continue
    const taken = takePicture(Buffer.from(await given.arrayBuffer()))
    if ('problem' in taken) return { problem: pictureWords(place, taken.problem) }
    part[place] = taken.shown
    files.push(taken.file)
  }
  return save(act, { seen: fields.seen, part, files })
})

export const saveSender = deskAction(
  settingsForms.sender,
  async ({ seen, senderName, senderAddress }, act) => {
    const fixing = fixedBy('mailFrom')
    if (fixing) return { problem: fixedWords(fixing) }
    const mailFrom = writeSender({ name: senderName, address: senderAddress })
    if (mailFrom === null)
      return {
        problem: 'The name holds a sign such as , or < that would part it from the address: leave it out.',
      }
    return save(act, { seen, part: { mailFrom } })
  },
)
