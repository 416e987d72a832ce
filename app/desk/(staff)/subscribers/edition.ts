import { z } from 'zod'
import { idField, isTicked, line } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { languageCodes } from '#lib/rules/languages/language.ts'
import {
  type Preferences,
  preferenceKinds,
  troubleImpacts,
} from '#lib/rules/subscribers/notice-preferences.ts'
import { mostConsent } from '#lib/rules/subscribers/subscriber-line.ts'
import { type NamedTarget, writeTarget } from '#lib/rules/subscribers/target.ts'
import type { ShownWatch } from '#lib/rules/subscribers/watch-change.ts'
import { Zone } from '#lib/rules/time/zone.ts'

/** Text of a hidden field that this page wrote. */
const written = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: staffWords('deskSubscribers.edition.isNotCompleteLoad') })
        return z.NEVER
      }
    })
    .pipe(schema)

const seenPreferences = z.object({
  kinds: z.array(z.enum(preferenceKinds)),
  leastImpact: z.enum(troubleImpacts),
})

/** What staff change of a subscriber, as the form sends it. */
export const editionForm = z
  .object({
    subscriberId: idField,
    watch: z.string().max(20_000, { error: () => staffWords('deskSubscribers.edition.tooLong') }),
    shown: written(z.array(z.tuple([z.string().max(300), z.string().max(300)])).max(1_000)),
    seen: written(seenPreferences),
    leastImpact: z.enum(troubleImpacts, { error: () => staffWords('deskSubscribers.edition.notInList') }),
    zone: z.union([z.literal('').transform(() => null), Zone]),
    language: z.union([z.literal('').transform(() => null), z.enum(languageCodes)]).optional(),
    origin: line(mostConsent).min(5, { error: () => staffWords('deskSubscribers.edition.isTooShortSay') }),
    'kind-outage': isTicked,
    'kind-slowdown': isTicked,
    'kind-advisory': isTicked,
    'kind-maintenance': isTicked,
    'kind-all-clear': isTicked,
  })
  .transform(fields => ({ ...fields, kinds: preferenceKinds.filter(kind => fields[`kind-${kind}`]) }))

/** What a subscriber watches by the names that its form shows. The end of one incident is asked for by its owner alone. */
export function shownWatches(
  watched: readonly NamedTarget[],
  servers: readonly { id: string; hostname: string }[],
): ShownWatch[] {
  const hostnames = new Map(servers.map(server => [server.id, server.hostname]))
  return watched.flatMap((named): ShownWatch[] => {
    const name = shownName(named, hostnames)
    return name === null ? [] : [[writeTarget(named.target), name]]
  })
}

function shownName({ target, label }: NamedTarget, hostnames: ReadonlyMap<string, string>): string | null {
  switch (target.is) {
    case 'all':
      return 'all'
    case 'domain':
      return target.domain
    case 'server':
      return hostnames.get(target.id) ?? label ?? target.id
    case 'group':
      return label ?? target.id
    case 'post':
      return null
  }
}

/** What the page showed of the choice, for the form to send back. */
export function seenText({ kinds, leastImpact }: Preferences): string {
  return JSON.stringify({ kinds, leastImpact })
}
