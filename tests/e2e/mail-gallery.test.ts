import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { showGallery } from '#lib/flows/sending/show-gallery.ts'
import { inLanguage } from '#lib/language.ts'
import { languages } from '#lib/rules/languages/language.ts'
import { openNothing, withPage } from '#tests/support/browser.ts'
import { expectNothingWider, problemsOf, rulesOfLooks, shownOn } from '#tests/support/sound.ts'

/**
 * Where the pictures of all mails are written, on a phone and at a desk, by day and by night, when they are asked for:
 * `MAIL_PICTURES=1 vitest run --project e2e tests/e2e/mail-gallery.test.ts`, then look at them. Git ignores the folder.
 */
const pictures = 'tests/.output/mails'

const isPictured = process.env.MAIL_PICTURES === '1'

const samples = await showGallery()
const widths = [320, 1280]
const colorSchemes = ['light', 'dark'] as const

/** A mail is an article within the reader's mailbox, which has the landmarks. */
const ofMailboxes = ['region', 'landmark-one-main']

beforeAll(async () => {
  if (!isPictured) return
  await rm(pictures, { recursive: true, force: true })
  await mkdir(pictures, { recursive: true })
})

it.each(samples)(
  '$name fits a phone and a desk, by day and by night, and axe finds nothing',
  async sample => {
    await withPage({}, async page => {
      await openNothing(page)
      await page.setContent(sample.html)
      let before = ''
      for (const colorScheme of colorSchemes) {
        await page.emulateMedia({ colorScheme })
        for (const width of widths) {
          await page.setViewportSize({ width, height: 640 })
          const path = join(pictures, `${fileOf(sample.name)}-${width}-${colorScheme}.png`)
          if (isPictured) await page.screenshot({ path, fullPage: true })
          await expectNothingWider(page)
        }
        // Where the same is shown by night, only its looks can be another.
        const shown = await shownOn(page)
        expect(await problemsOf(page, ofMailboxes, shown === before ? rulesOfLooks : undefined)).toEqual([])
        before = shown
      }
      await page.emulateMedia({ colorScheme: null })
    })
  },
)

/** A long one, one of another script, one that is written from right to left, and the one that counts most. */
const read = ['de', 'ja', 'ar', 'el'] as const

it.each(read)(
  'every mail in %s fits a phone, says which language it is in, and says it in that one',
  async language => {
    const spoken = await inLanguage(language, showGallery)
    expect(spoken.map(({ name }) => name)).toEqual(samples.map(({ name }) => name))
    await withPage({}, async page => {
      await openNothing(page)
      await page.setViewportSize({ width: 320, height: 640 })
      for (const [i, sample] of spoken.entries()) {
        await page.setContent(sample.html)
        await expectNothingWider(page)
        const { lang, dir } = await page.evaluate(() => {
          const { lang, dir } = document.documentElement
          return { lang, dir }
        })
        expect({ name: sample.name, lang, dir: dir || 'ltr' }).toEqual({
          name: sample.name,
          lang: language,
          dir: languages[language].dir,
        })
        // Reminders are for staff, and the desk speaks English and German.
        if (sample.name !== 'Reminder') expect(sample.text, sample.name).not.toBe(samples[i]?.text)
      }
    })
  },
)

function fileOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-')
}
