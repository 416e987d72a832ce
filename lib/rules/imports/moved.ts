import { z } from 'zod'
import { judgedImpacts } from '#lib/rules/incidents/judgement.ts'
import { incidentPhases } from '#lib/rules/posts/post.ts'
import { Email } from '#lib/rules/subscribers/email.ts'

/** What comes over from another product, in the order in which it is written: each may name what stands before it. */
export const movedKinds = ['group', 'server', 'incident', 'advisory', 'maintenance', 'subscriber'] as const
export type MovedKind = (typeof movedKinds)[number]

/** At most this many of each come over in one go; a file that holds more is no status page. */
export const mostMoved: Readonly<Record<MovedKind, number>> = {
  group: 100,
  server: 20_000,
  incident: 100_000,
  advisory: 10_000,
  maintenance: 20_000,
  subscriber: 100_000,
}

/** Longer words are cut, and that is said. */
export const mostMovedTitle = 160
export const mostMovedWords = 20_000
export const mostMovedEntries = 500
/** An incident that names more servers than this names them all. */
const mostMovedServers = 1_000

/** By which the other product knows it. */
const TheirId = z.string().min(1).max(200)
const Moment = z.iso.datetime()
const Title = z.string().trim().min(1).max(mostMovedTitle)
/** Markdown that passes the check of posts. */
const Markdown = z.string().max(2 * mostMovedWords)
const TheirIds = z.array(TheirId).max(mostMovedServers)

/** An entry of a timeline. phase null: it changes none. */
const Entry = z.object({
  at: Moment,
  phase: z.enum(incidentPhases).nullable(),
  text: Markdown.min(1),
})

const Group = z.object({ kind: z.literal('group'), id: TheirId, name: z.string().trim().min(1).max(80) })

/** hosts: host names by which it may be known, the likeliest first. */
const Server = z.object({
  kind: z.literal('server'),
  id: TheirId,
  name: z.string().trim().min(1).max(200),
  hosts: z.array(z.string().max(253)).max(10),
  addresses: z.array(z.string().max(45)).max(10),
  groupId: TheirId.nullable(),
  note: z.string().max(500).nullable(),
})

/** An incident with what it says. endedAt null: it is open there. review: what was written after it. */
const MovedIncidentShape = z.object({
  kind: z.literal('incident'),
  id: TheirId,
  title: Title,
  startedAt: Moment,
  endedAt: Moment.nullable(),
  phase: z.enum(incidentPhases),
  entries: z.array(Entry).max(mostMovedEntries),
  servers: z.array(z.object({ id: TheirId, impact: z.enum(judgedImpacts) })).max(mostMovedServers),
  review: Markdown.nullable(),
})

const Advisory = z.object({
  kind: z.literal('advisory'),
  id: TheirId,
  title: Title,
  publishedAt: Moment,
  text: Markdown.min(1),
  serverIds: TheirIds,
})

/** Planned work. doneAt null: it is over at its end; publishedAt: when readers first read of it. */
const Work = z.object({
  kind: z.literal('maintenance'),
  id: TheirId,
  title: Title,
  text: Markdown.nullable(),
  publishedAt: Moment,
  startsAt: Moment,
  endsAt: Moment,
  doneAt: Moment.nullable(),
  cancelledAt: Moment.nullable(),
  serverIds: TheirIds,
  entries: z.array(Entry).max(mostMovedEntries),
})

/** Somebody whose address is proven there. watches null: everything. proof: what is known of their consent. */
const Subscriber = z.object({
  kind: z.literal('subscriber'),
  id: TheirId,
  email: Email,
  watches: z.object({ servers: TheirIds, groups: TheirIds }).nullable(),
  proof: z.string().max(300).nullable(),
})

export const MovedItem = z.discriminatedUnion('kind', [
  Group,
  Server,
  MovedIncidentShape,
  Advisory,
  Work,
  Subscriber,
])
export type MovedItem = z.infer<typeof MovedItem>
/** What the other product holds of one kind. */
export type MovedOf<Kind extends MovedKind> = Extract<MovedItem, { kind: Kind }>

export type MovedPhase = MovedOf<'incident'>['phase']

/** Why something of the other product stays there, or came over otherwise than it was. */
export const leftReasons = [
  'unconfirmed-subscriber',
  'quarantined-subscriber',
  'sms',
  'webhook',
  'chat',
  'other-channel',
  'subscribers-not-offered',
  'unreadable-address',
  'watches-nothing-that-came',
  'hidden',
  'private-page',
  'recurring-work',
  'work-without-server',
  'odd-time',
  'shortened',
  'unreadable',
  'too-many',
  'trouble-without-incident',
  'metric',
  'template',
  'entries-not-offered',
  'deleted',
] as const
export type LeftReason = (typeof leftReasons)[number]

/** names: of the first of them, as the other product calls them. */
export const LeftBehind = z.object({
  why: z.enum(leftReasons),
  count: z.number().int().min(1),
  names: z.array(z.string().max(200)).max(20),
})
export type LeftBehind = z.infer<typeof LeftBehind>
