'use server'

import { type DeskAct, deskAction, say } from '#app/desk/desk-action.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { changeSite, type SiteWish } from '#lib/flows/settings/change-site.ts'
import { takeSheet } from '#lib/flows/settings/take-file.ts'
import { writeSender } from '#lib/rules/settings/site-address.ts'
import { fixedBy } from '#lib/site.ts'
import { accentsProblem, takePictures } from './given-look.ts'
import { settingsForms } from './settings-forms.ts'
import { fixedWords, sheetWords } from './settings-words.ts'

/** Puts a part of the settings in force, and says so. */
async function save({ db, staffId, now }: DeskAct, wish: Omit<SiteWish, 'staffId'>) {
  return say(await changeSite(db, { ...wish, staffId }, now), {
    done: staffWords('deskSettings.actions.savedAllPagesShow'),
    'changed-meanwhile': staffWords('deskSettings.actions.changedMeanwhile'),
  })
}

export const saveSite = deskAction(settingsForms.site, async ({ seen, name, ...rest }, act) => {
  const part = fixedBy('name') ? rest : { ...rest, name }
  return save(act, { seen, part })
})

export const saveLanguages = deskAction(settingsForms.languages, async ({ seen, ...part }, act) =>
  save(act, { seen, part }),
)

export const saveTimes = deskAction(settingsForms.times, async ({ seen, zone, weekStart }, act) =>
  save(act, { seen, part: fixedBy('zone') ? { weekStart } : { weekStart, zone } }),
)

export const saveShown = deskAction(settingsForms.shown, async ({ seen, ...shows }, act) =>
  save(act, { seen, part: { shows } }),
)

export const saveLook = deskAction(settingsForms.look, async ({ seen, sheet, ...look }, act) => {
  const problem = accentsProblem(look)
  if (problem !== null) return { problem }
  const taken = takeSheet(sheet)
  if ('problems' in taken) return { problem: taken.problems.map(sheetWords).join(' ') }
  const part = { ...look, sheet: taken.file ? { name: taken.file.name } : undefined }
  return save(act, { seen, part, files: taken.file ? [taken.file] : [] })
})

export const savePictures = deskAction(settingsForms.pictures, async (fields, act) => {
  const taken = await takePictures(fields)
  if ('problem' in taken) return taken
  return save(act, { seen: fields.seen, ...taken })
})

export const saveSender = deskAction(
  settingsForms.sender,
  async ({ seen, senderName, senderAddress }, act) => {
    const fixing = fixedBy('mailFrom')
    if (fixing) return { problem: fixedWords(fixing) }
    const mailFrom = writeSender({ name: senderName, address: senderAddress })
    if (mailFrom === null)
      return {
        problem: staffWords('deskSettings.actions.nameRefused'),
      }
    return save(act, { seen, part: { mailFrom } })
  },
)
