import { z } from 'zod'
import { idField } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readNetwork } from '#lib/limits/networks.ts'
import {
  longestOverlapDays,
  mostNetworks,
  mostPerMinute,
  usualPerMinute,
} from '#lib/rules/settings/api-key.ts'
import { later } from '#lib/rules/time/time.ts'

/** In how many days a key ends, the usual first; '': not by itself. */
export const dayChoices = ['365', '90', '30', '7', ''] as const
/** For how many hours the secret before works beside the new one. */
export const overlapChoices = ['24', '1', '0', String(longestOverlapDays * 24)] as const

const days = z.enum(dayChoices, { error: () => staffWords('deskKeys.keyForms.notInList') }).default('365')

const perMinute = z.coerce
  .number({ error: () => staffWords('deskKeys.keyForms.isNotANumber') })
  .int({ error: () => staffWords('deskKeys.keyForms.isNotAWhole') })
  .min(1, { error: () => staffWords('deskKeys.keyForms.tooSmall') })
  .max(mostPerMinute, {
    error: () => staffWords('deskKeys.keyForms.tooMany', { mostPerMinute }),
  })
  .default(usualPerMinute)

const networks = z
  .string()
  .max(4000, { error: () => staffWords('deskKeys.keyForms.tooLong') })
  .default('')
  .transform((typed, context) => {
    const written = typed.split(/[\s,]+/).filter(each => each !== '')
    const read = [...new Set(written.map(readNetwork))]
    const wrong = written.find(each => readNetwork(each) === null)
    if (wrong !== undefined)
      context.addIssue({
        code: 'custom',
        message: staffWords('deskKeys.keyForms.wrongNetwork', { wrong: wrong.slice(0, 60) }),
      })
    if (read.length > mostNetworks)
      context.addIssue({
        code: 'custom',
        message: staffWords('deskKeys.keyForms.tooManyNetworks', { mostNetworks }),
      })
    return read.filter(network => network !== null)
  })

/** The fields of the forms that say what a key may do, and until when. */
export const keyFields = { days, perMinute, networks }

export const keyForms = {
  key: z.object({ keyId: idField }),
  limits: z.object({ keyId: idField, perMinute, networks }),
  renewal: z.object({
    keyId: idField,
    seenStart: z
      .string()
      .max(20)
      .transform(start => (start === '' ? null : start)),
    overlap: z.enum(overlapChoices, { error: () => staffWords('deskKeys.keyForms.notInList') }),
    days,
  }),
}

/** When a key ends that is made or renewed now; null: not by itself. */
export function keyEndOf(chosen: (typeof dayChoices)[number], now: Date): Date | null {
  return chosen === '' ? null : later(now, Number(chosen) * 86_400)
}
