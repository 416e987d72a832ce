import { z } from 'zod'
import { idField, isTicked, line } from '#app/desk/forms.ts'
import { serverFields } from '#app/desk/server-names.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { judgedImpacts } from '#lib/rules/incidents/judgement.ts'
import { promiseProblem } from '#lib/rules/incidents/promise.ts'
import { templateKinds, templateLimits } from '#lib/rules/incidents/template.ts'
import { updateRecipients } from '#lib/rules/incidents/written-update.ts'
import { incidentPhases } from '#lib/rules/posts/post.ts'
import { later } from '#lib/rules/time/time.ts'
import { momentsAt } from '#lib/rules/time/wall-time.ts'
import { Zone } from '#lib/rules/time/zone.ts'
import { ourSite } from '#lib/site.ts'

/** Browsers send line ends of two characters. */
export const evenLines = (text: string) => text.replace(/\r\n?/g, '\n')

const words = z.string().transform(evenLines).pipe(line(5000))
const zone = Zone.catch(() => ourSite().zone)
const impact = z.enum(judgedImpacts, { error: () => staffWords('deskIncidents.incidentFields.notInList') })

/** As a field of date and time sends it, on the clock of whoever typed it; empty: none. */
const wallTime = z
  .string()
  .regex(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})?$/, {
    error: () => staffWords('deskIncidents.incidentFields.hasWrongForm'),
  })
  .default('')

const promise = {
  promise: z.enum(['15', '30', '60', '120', 'at', 'none'], {
    error: () => staffWords('deskIncidents.incidentFields.notInList'),
  }),
  promiseAt: wallTime,
  zone,
}

export const incidentForms = {
  update: z.object({
    id: idField,
    postId: idField,
    text: words,
    phase: z.enum(incidentPhases.filter(phase => phase !== 'resolved')),
    seenAt: z.coerce.date(),
    tell: z.enum(updateRecipients, { error: () => staffWords('deskIncidents.incidentFields.notInList') }),
    ...promise,
  }),
  end: z.object({ postId: idField, title: line(160), text: words }),
  declaration: z.object({
    postId: idField,
    title: line(160),
    text: words,
    impact,
    otherNames: z
      .string()
      .max(5000, { error: () => staffWords('deskIncidents.incidentFields.tooLong') })
      .default(''),
    otherImpact: impact.default('degraded'),
    from: wallTime,
    isTold: isTicked,
    ...serverFields,
    ...promise,
  }),
  past: z.object({
    postId: idField,
    title: line(160),
    text: words,
    impact,
    from: wallTime,
    to: wallTime,
    zone,
    ...serverFields,
  }),
  servers: z.object({
    postId: idField,
    addedNames: z
      .string()
      .max(5000, { error: () => staffWords('deskIncidents.incidentFields.tooLong') })
      .default(''),
    addedImpact: impact,
    isTold: isTicked,
  }),
  change: z.object({
    postId: idField,
    title: line(160),
    from: wallTime,
    to: wallTime,
    seenTitle: z.string(),
    seenFrom: z.iso.datetime(),
    seenTo: z.union([z.iso.datetime(), z.literal('')]),
    zone,
  }),
  merger: z.object({ postId: idField, intoId: idField }),
  split: z.object({ postId: idField, newPostId: idField, title: line(160), text: words }),
  correction: z.object({
    id: idField,
    postId: idField,
    seen: z.string().transform(evenLines),
    text: words,
    isTold: isTicked,
  }),
  reopening: z.object({ postId: idField, text: words, isTold: isTicked }),
  takeBack: z.object({ postId: idField, updateId: z.union([idField, z.literal('')]) }),
  template: z.object({
    id: z.string().max(40),
    version: z.coerce.number().int().min(0),
    name: line(templateLimits.name),
    phase: z.enum(incidentPhases, { error: () => staffWords('deskIncidents.incidentFields.notInList') }),
    kind: z.enum(templateKinds, { error: () => staffWords('deskIncidents.incidentFields.notInList') }),
    text: z.string().transform(evenLines).pipe(line(templateLimits.text)),
  }),
  dropped: z.object({ id: z.string().max(40), version: z.coerce.number().int().min(0) }),
}

type TypedPromise = { promise: string; promiseAt: string; zone: string }

/** The moment that was promised, null for none; or what is wrong with it. */
export function readPromise(typed: TypedPromise, now: Date): { at: Date | null } | { problem: string } {
  if (typed.promise === 'none') return { at: null }
  if (typed.promise !== 'at') return { at: later(now, Number(typed.promise) * 60) }
  const [at] = momentsAt(typed.promiseAt, typed.zone)
  if (!at) return { problem: staffWords('deskIncidents.incidentFields.nextUpdateNoTime') }
  const problem = promiseProblem(at, now)
  return problem ? { problem: promiseProblems()[problem] } : { at }
}

const promiseProblems = () => ({
  past: staffWords('deskIncidents.incidentFields.theTimeOfTheNext'),
  far: staffWords('deskIncidents.incidentFields.theTimeOfTheNextUpdate'),
})

/** A moment as it was typed; empty: the one for that case. Returns null where no clock shows it. */
export function readMoment(typed: string, zone: string, empty: Date | null): Date | null {
  if (typed === '') return empty
  return momentsAt(typed, zone)[0] ?? null
}
