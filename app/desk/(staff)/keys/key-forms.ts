import { z } from 'zod'
import { idField } from '#app/desk/forms.ts'
import {
  longestOverlapDays,
  mostNetworks,
  mostPerMinute,
  usualPerMinute,
} from '#lib/rules/settings/api-key.ts'
import { later } from '#lib/rules/time/time.ts'
import { readNetwork } from '#lib/turns/networks.ts'

/** In how many days a key ends, the usual first; '': not by itself. */
export const dayChoices = ['365', '90', '30', '7', ''] as const
/** For how many hours the secret before works beside the new one. */
export const overlapChoices = ['24', '1', '0', String(longestOverlapDays * 24)] as const

const days = z.enum(dayChoices, 'is not in the list').default('365')

const perMinute = z.coerce
  .number('is not a number')
  .int('is not a whole number')
  .min(1, 'is less than 1')
  .max(mostPerMinute, `is more than ${mostPerMinute}`)
  .default(usualPerMinute)

const networks = z
  .string()
  .max(4000, 'are longer than 4000 characters')
  .default('')
  .transform((typed, context) => {
    const written = typed.split(/[\s,]+/).filter(each => each !== '')
    const read = [...new Set(written.map(readNetwork))]
    const wrong = written.find(each => readNetwork(each) === null)
    if (wrong !== undefined)
      context.addIssue({
        code: 'custom',
        message: `have “${wrong.slice(0, 60)}”, which is no address and no network such as 203.0.113.0/24`,
      })
    if (read.length > mostNetworks)
      context.addIssue({ code: 'custom', message: `are more than ${mostNetworks}` })
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
    overlap: z.enum(overlapChoices, 'is not in the list'),
    days,
  }),
}

/** When a key ends that is made or renewed now; null: not by itself. */
export function keyEndOf(chosen: (typeof dayChoices)[number], now: Date): Date | null {
  return chosen === '' ? null : later(now, Number(chosen) * 86_400)
}
