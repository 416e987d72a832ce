import { z } from 'zod'
import { incidentPhases, maintenancePhases, postKinds } from '#lib/rules/posts/post.ts'
import { impacts } from '#lib/rules/servers/status.ts'
import { SpokenShape } from './spoken-shape.ts'

/** No parts, no query, no body. */
export const nothing = z.strictObject({})

const isPlain = /^[^\p{Cc}\p{Cs}]*$/u
const isPlainLines = /^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u

/** One line of words. */
export const oneLine = (most: number) =>
  z.string().trim().min(1).max(most).regex(isPlain, 'has signs that are no text')

/** Words of several lines. */
export const proseOf = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(isPlainLines, 'has signs that are no text')
    .transform(text => text.replace(/\r\n?/g, '\n'))

/** An id, or a name in an address. */
export const idOf = (what: string) =>
  z
    .string()
    .regex(/^[a-zA-Z0-9._-]{1,160}$/, 'is no id and no name in an address')
    .describe(what)

/** From this year on moments are taken, and before that one: what is beyond is a slip. */
const [firstYear, lastYear] = [2000, 2100]

/** A moment of ISO 8601 with its offset. */
export const momentOf = (what: string) =>
  z.iso
    .datetime({ offset: true, error: 'has to be a moment with its offset, such as 2026-12-24T22:00:00Z' })
    .describe(what)
    .transform(text => new Date(text))
    .refine(at => at.getUTCFullYear() >= firstYear && at.getUTCFullYear() < lastYear, {
      message: `has to be between ${firstYear} and ${lastYear}`,
    })

const mostPerPage = 100

/** The query of a list: where to go on, and how much of it. */
export const pageQuery = {
  cursor: idOf('“next” of the page before').optional(),
  limit: z.coerce.number().int().min(1).max(mostPerPage).default(20),
}

export const next = z.string().nullable().describe('The cursor of the next page; null: this is the last one')

const moment = z.iso.datetime()

/** Servers as a request names them: by host name, label or id. */
export const serverNames = z.array(oneLine(253)).max(2000).default([]).describe('Host names, labels or ids')
export const groupName = oneLine(80).optional().describe('A group by name, address or id: all its servers')

export const notify = z.boolean().describe('Whether customers are told')

/** The mail that a write would send. */
export const MailPreview = z
  .object({ subject: z.string(), text: z.string() })
  .nullable()
  .describe('With dry_run: the mail as who watches all its servers would get it; null: none, or it was done')

/** What a write that may tell people answers. */
export const ToldShape = z.object({
  dryRun: z.boolean().describe('Nothing was done; this is what would be'),
  reach: z.int().describe('How many people hear of it'),
  post: z.string().nullable().describe('The id of its post; null: nothing was done'),
  address: z.url().nullable().describe('The page of its post'),
  mail: MailPreview,
})

export const ServerStatus = z.object({
  id: z.string(),
  hostname: z.string(),
  label: z.string(),
  group: z.string().nullable(),
  impact: z.enum(impacts),
  cause: z.string().nullable(),
  since: moment.nullable(),
  sentence: z.string().describe('What its page says first'),
  post: z.string().nullable().describe('The id of the post that it shows'),
  address: z.url(),
})

const PostUpdateShape = z.object({
  id: z.string(),
  phase: z.enum([...incidentPhases, ...maintenancePhases]).nullable(),
  text: z.string(),
  ...SpokenShape,
  at: moment,
  byStaff: z.boolean(),
})

export const PostShape = z.object({
  id: z.string(),
  kind: z.enum(postKinds),
  slug: z.string(),
  address: z.url(),
  title: z.string(),
  summary: z.string().nullable(),
  ...SpokenShape,
  phase: z.string().nullable(),
  isOpen: z.boolean(),
  startedAt: moment,
  publishedAt: moment,
  updatedAt: moment,
  resolvedAt: moment.nullable(),
  nextUpdateAt: moment.nullable(),
  servers: z.array(z.object({ hostname: z.string(), label: z.string(), impact: z.enum(impacts).nullable() })),
  maintenance: z
    .object({
      kind: z.enum(['maintenance', 'countermeasure']),
      phase: z.enum(maintenancePhases),
      startsAt: moment,
      endsAt: moment,
      version: z.int(),
      cancelReason: z.string().nullable(),
    })
    .nullable(),
  updates: z.array(PostUpdateShape),
})

/** What a write that tells nobody answers. */
export const Done = z.object({ is: z.enum(['done', 'unchanged']), id: z.string() })
