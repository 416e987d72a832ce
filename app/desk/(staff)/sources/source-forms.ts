import { z } from 'zod'
import { idField, line } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { tools } from '#lib/alerts/tools.ts'
import { type TokenMethod, tokenMethods } from '#lib/rules/sources/source.ts'
import { problemOfSecret, type SigningWish } from '#lib/rules/sources/source-settings.ts'
import { secretProblemSentence } from '#lib/words/sources.ts'

const format = z.enum(
  tools.map(tool => tool.format),
  { error: () => staffWords('deskSources.sourceForms.notInList') },
)
const version = z
  .string()
  .regex(/^[0-9a-f]{16}$/, { error: () => staffWords('deskSources.sourceForms.notOurs') })
const box = z
  .literal('on')
  .optional()
  .transform(value => value === 'on')
const seconds = z
  .string()
  .transform(text => (text === '' ? null : Number(text)))
  .pipe(
    z
      .number({ error: () => staffWords('deskSources.sourceForms.isNotANumber') })
      .int({ error: () => staffWords('deskSources.sourceForms.hasWrongForm') })
      .min(30, { error: () => staffWords('deskSources.sourceForms.tooSmall') })
      .max(2_592_000, { error: () => staffWords('deskSources.sourceForms.tooLarge') })
      .nullable(),
  )
const headerName = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, { error: () => staffWords('deskSources.sourceForms.hasToBeLetters') })
const serverName = z
  .string()
  .trim()
  .max(253, { error: () => staffWords('deskSources.sourceForms.tooLong') })

const seen = { sourceId: idField, version }

export const sourceForms = {
  addition: z.object({ name: line(80), format }),
  rotation: z.object({
    ...seen,
    graceHours: z.coerce
      .number()
      .pipe(z.literal([0, 1, 24, 168], { error: () => staffWords('deskSources.sourceForms.notInList') })),
  }),
  choice: z.object({ sourceId: idField }),
  test: z.object({ sourceId: idField, server: line(253) }),
  rules: z.object(seen),
  settings: z.object({
    ...seen,
    name: line(80),
    format: z.union([z.literal('').transform(() => null), format]),
    bearer: box,
    basic: box,
    path: box,
    query: box,
    form: box,
    scheme: z.enum(['', 'standard-webhooks', 'grafana', 'pagerduty'], {
      error: () => staffWords('deskSources.sourceForms.notInList'),
    }),
    secret: z.string().trim(),
    header: z.union([z.literal('').transform(() => 'X-Grafana-Alerting-Signature'), headerName]),
    timestampHeader: z.union([z.literal('').transform(() => null), headerName]),
    boundServers: z.string().max(10_000, { error: () => staffWords('deskSources.sourceForms.textTooLong') }),
    defaultServer: serverName,
    agentServer: serverName,
    expectedEverySeconds: seconds,
    repeatSeconds: seconds,
    isDebounced: box,
    neverResolves: box,
  }),
}

type Settings = z.infer<typeof sourceForms.settings>

/** Where the token may stand, as the boxes say. */
export function methodsOf(settings: Settings): TokenMethod[] {
  return tokenMethods.filter(method => settings[method])
}

/** What the form sets of the signing, or what is wrong with its secret. null: no signing. */
export function signingOf(settings: Settings): SigningWish | { problem: string } | null {
  const { scheme, secret, header, timestampHeader } = settings
  if (scheme === '') return null
  const problem = secret === '' ? null : problemOfSecret(scheme, secret)
  if (problem) return { problem: secretProblemSentence(staffWords, problem) }
  return { scheme, secret: secret || null, header, timestampHeader }
}
