import { z } from 'zod'
import { emailField, isTicked } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { languageCodes } from '#lib/rules/languages/language.ts'
import { readSupportAddress, readWebAddress } from '#lib/rules/settings/site-address.ts'
import { siteThemes } from '#lib/rules/settings/site-settings.ts'
import { Zone } from '#lib/rules/time/zone.ts'

/** The version of the site that the person saw. */
const seen = z.coerce.number().int().min(0)

/** A text that may stay empty. */
function optional(read: (typed: string) => string | null, message: () => string) {
  return z
    .string()
    .default('')
    .transform((typed, context) => {
      if (typed.trim() === '') return undefined
      const known = read(typed)
      if (known !== null) return known
      context.addIssue({ code: 'custom', message: message() })
      return z.NEVER
    })
}

const plainLine = (most: number) => (typed: string) => {
  const text = typed.trim()
  return text.length <= most && !/\p{Cc}/u.test(text) ? text : null
}

const webField = optional(readWebAddress, () => staffWords('deskSettings.settingsForms.noPageAddress'))

/** "#24508f", also without the # and in large letters. */
function readColour(typed: string): string | null {
  const [, digits] = /^#?([0-9a-f]{6})$/i.exec(typed.trim()) ?? []
  return digits ? `#${digits.toLowerCase()}` : null
}

const colourField = optional(readColour, () => staffWords('deskSettings.settingsForms.isNoColourSuch'))
const pictureField = z.instanceof(File).optional()

export const settingsForms = {
  site: z.object({
    seen,
    name: optional(plainLine(80), () => staffWords('deskSettings.settingsForms.tooLong')),
    home: webField,
    support: optional(readSupportAddress, () => staffWords('deskSettings.settingsForms.isNeitherAPage')),
    imprint: webField,
    privacy: webField,
    footer: optional(plainLine(300), () => staffWords('deskSettings.settingsForms.textTooLong')),
  }),
  languages: z
    .looseObject({
      seen,
      language: z.enum(languageCodes, {
        error: () => staffWords('deskSettings.settingsForms.notInList'),
      }),
    })
    .transform(({ seen, language, ...ticked }) => ({
      seen,
      language,
      otherLanguages: languageCodes.filter(code => code !== language && ticked[`other-${code}`] === 'on'),
    })),
  times: z.object({
    seen,
    zone: Zone.optional(),
    weekStart: z.enum(['monday', 'sunday'], {
      error: () => staffWords('deskSettings.settingsForms.notInList'),
    }),
  }),
  shown: z.object({
    seen,
    uptime: isTicked,
    told: isTicked,
    comments: isTicked,
    meToo: isTicked,
    delay: isTicked,
  }),
  look: z.object({
    seen,
    theme: z.enum(siteThemes, { error: () => staffWords('deskSettings.settingsForms.notInList') }),
    accentLight: colourField,
    accentDark: colourField,
    sheet: z.string().default(''),
  }),
  pictures: z.object({
    seen,
    logoLight: pictureField,
    logoDark: pictureField,
    icon: pictureField,
    dropLogoLight: isTicked,
    dropLogoDark: isTicked,
    dropIcon: isTicked,
  }),
  sender: z.object({ seen, senderName: z.string().trim().max(80).default(''), senderAddress: emailField }),
}
