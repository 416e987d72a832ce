import { z } from 'zod'
import { plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { notAhead, readTime, timeOrNull } from '#lib/alerts/fields/time.ts'
import {
  type ContainmentKind,
  containmentKinds,
  containmentLimits,
} from '#lib/rules/containment/containment.ts'
import type { Measure } from '#lib/rules/maintenance/measure.ts'

const line = (most: number) =>
  z
    .string()
    .transform(plainLine)
    .refine(text => text.length >= 1 && text.length <= most)
const optional = (most: number) => line(most).nullish()
const Id = z.string().regex(/^[\w.:-]{1,64}$/)
const Time = z
  .unknown()
  .refine(value => readTime(value) !== 'unreadable')
  .optional()
const Head = { version: z.literal(1), id: Id }
const End = z.object({ ...Head, end: z.literal(true) })

const kinds = containmentKinds.join(', ')
const MeasureBody = z.object({
  ...Head,
  what: z.enum(containmentKinds),
  text: line(containmentLimits.text),
  why: optional(containmentLimits.why),
  by: optional(containmentLimits.by),
  since: Time,
  until: Time,
})

const longestWorkMinutes = 1440
const WorkBody = z.object({
  ...Head,
  what: line(80),
  minutes: z.int().min(1).max(longestWorkMinutes),
  note: optional(500),
})

const accepted: Readonly<Record<string, string>> = {
  version: '1',
  id: 'a text of 1 to 64 letters, digits and . _ : -',
  end: 'true',
  what: `a text of at most 80 characters; of a measure one of ${kinds}`,
  text: `a text of 1 to ${containmentLimits.text} characters`,
  why: `a text of at most ${containmentLimits.why} characters, or null`,
  by: `a text of at most ${containmentLimits.by} characters, or null`,
  note: 'a text of at most 500 characters, or null',
  since: 'seconds since 1970, or a time such as 2026-03-10T14:30:00Z, or null',
  until: 'seconds since 1970, or a time such as 2026-03-10T14:30:00Z, or null',
  minutes: `a whole number from 1 to ${longestWorkMinutes}`,
}

/** A measure that an agent reports of its own server. until: null: it goes on. */
export type ReportedMeasure = {
  id: string
  what: ContainmentKind
  text: string
  why: string | null
  by: string | null
  since: Date
  until: Date | null
}

/** Work of ours of which an agent says that it makes its own server slow. measure: what readers are told that it is; null: work. */
export type ReportedWork = {
  id: string
  what: string
  measure: Measure | null
  minutes: number
  note: string | null
}

type Read<Said> = { said: Said } | { end: string } | { unreadable: string }

/** Reads what an agent says of a measure, or that it has ended. Pure. */
export function parseMeasure(body: unknown, receivedAt: Date): Read<ReportedMeasure> {
  return read(body, MeasureBody, ({ id, what, text, why, by, since, until }) => {
    const [begun, ended] = [timeOrNull(since), timeOrNull(until)]
    const at = notAhead(begun, receivedAt).at ?? receivedAt
    const isBackwards = ended !== null && ended < at
    return { id, what, text, why: why ?? null, by: by ?? null, since: at, until: isBackwards ? at : ended }
  })
}

/** What the agent calls its work, by what readers are told of it. */
const known: ReadonlyMap<string, Measure> = new Map([
  ['scanning', 'scan'],
  ['rebooting', 'reboot'],
  ['firewall', 'block'],
])

/** Reads what an agent says of work on its server, or that it has ended. Pure. */
export function parseWork(body: unknown): Read<ReportedWork> {
  return read(body, WorkBody, ({ id, what, minutes, note }) => {
    return { id, what, measure: known.get(what.toLowerCase()) ?? null, minutes, note: note ?? null }
  })
}

function read<Schema extends z.ZodObject, Said>(
  body: unknown,
  schema: Schema,
  say: (fields: z.output<Schema>) => Said,
): Read<Said> {
  const isEnd = typeof body === 'object' && body !== null && 'end' in body && body.end !== false
  if (isEnd) {
    const end = End.safeParse(body)
    return end.success ? { end: end.data.id } : { unreadable: wrong(body, end.error.issues[0]?.path[0]) }
  }
  const parsed = schema.safeParse(body)
  return parsed.success
    ? { said: say(parsed.data) }
    : { unreadable: wrong(body, parsed.error.issues[0]?.path[0]) }
}

function wrong(body: unknown, path: PropertyKey | undefined): string {
  if (path === undefined) return `The body is ${quoted(body)}, but has to be an object.`
  const field = String(path)
  const value = (body as Record<string, unknown>)[field]
  return `${field} is ${quoted(value)}, but accepts ${accepted[field] ?? 'something else'}.`
}
