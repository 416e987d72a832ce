import { z } from 'zod'
import { idField, isTicked } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { advisoryLimits } from '#lib/rules/posts/advisory.ts'
import { momentsAt } from '#lib/rules/time/wall-time.ts'
import { Zone } from '#lib/rules/time/zone.ts'
import { ourSite } from '#lib/site.ts'

const version = z.coerce.number().int().min(0)

/** As a field of date and time sends it, on the clock of whoever typed it. */
export const typedMoment = {
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, {
    error: () => staffWords('deskPosts.aheadForms.hasWrongForm'),
  }),
  zone: Zone.catch(() => ourSite().zone),
}

/** Where clocks show a time twice, the later one is meant: nothing is public too early. */
export function momentIn({ at, zone }: { at: string; zone: string }, context: z.RefinementCtx): Date {
  const moment = momentsAt(at, zone).at(-1)
  if (moment) return moment
  const message = staffWords('deskPosts.aheadForms.noSuchTime', { zone })
  context.addIssue({ code: 'custom', path: ['at'], message })
  return z.NEVER
}

export const aheadForms = {
  plan: z
    .object({
      postId: idField,
      version,
      isTold: isTicked,
      change: z
        .string()
        .trim()
        .max(advisoryLimits.change, {
          error: () =>
            staffWords('deskPosts.aheadForms.isLongerThanChange', { change: advisoryLimits.change }),
        })
        .default('')
        .transform(text => text || null),
      ...typedMoment,
    })
    .transform(({ at, zone, ...fields }, context) => ({ ...fields, at: momentIn({ at, zone }, context) })),
  seen: z.object({ postId: idField, version }),
  advance: z.object({
    postId: idField,
    version,
    serverIds: z
      .string()
      .transform(text => text.split(' ').filter(id => id !== ''))
      .pipe(
        z
          .array(idField)
          .min(1, { error: () => staffWords('deskPosts.aheadForms.areMissing') })
          .max(5000, { error: () => staffWords('deskPosts.aheadForms.areTooMany') }),
      ),
  }),
  pin: z
    .object({ postId: idField, ...typedMoment })
    .transform(({ postId, ...typed }, context) => ({ postId, until: momentIn(typed, context) })),
  unpin: z.object({ postId: idField }),
  progress: z.object({
    postId: idField,
    word: z
      .string()
      .trim()
      .max(40, { error: () => staffWords('deskPosts.aheadForms.tooLong') }),
  }),
}
