import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core'
import type { AlertKind, AlertState, Severity } from '#lib/rules/alert.ts'
import type { MaintenanceKind } from '#lib/rules/maintenance.ts'
import type { NoticeFacts, NoticeKind } from '#lib/rules/notice.ts'
import type { PostKind, PostPhase, PostVisibility } from '#lib/rules/post.ts'
import type { Cause, Impact } from '#lib/rules/status.ts'
import { type WantedKind, type Wants, wantedKinds } from '#lib/rules/wants.ts'
import { newId } from './id.ts'

const id = () => text().primaryKey().$defaultFn(newId)
const at = () => timestamp({ withTimezone: true, mode: 'date' })
const createdAt = () => at().notNull().defaultNow()

export const groups = pgTable('groups', {
  id: id(),
  name: text().notNull().unique(),
  position: integer().notNull().default(0),
})

export const servers = pgTable(
  'servers',
  {
    id: id(),
    /** Normalised: lower case, ASCII (IDNA), no trailing dot. */
    hostname: text().notNull().unique(),
    /** What customers call it: web07. */
    label: text().notNull(),
    aliases: text().array().notNull().default(sql`'{}'`),
    ips: text().array().notNull().default(sql`'{}'`),
    groupId: text().references(() => groups.id),
    position: integer().notNull().default(0),
    createdAt: createdAt(),
    retiredAt: at(),
  },
  t => [index().on(t.groupId)],
)

export const sources = pgTable('sources', {
  id: id(),
  name: text().notNull().unique(),
  /** SHA-256 of the token, hex. Tokens have 128 random bits or more, so a plain hash is enough. */
  tokenHash: text().notNull().unique(),
  /** The token before the last rotation, valid until previousTokenUntil. */
  previousTokenHash: text().unique(),
  previousTokenUntil: at(),
  /** Waits before it speaks (Alertmanager's `for`, Nagios HARD, …), so its outages are told at once. */
  isDebounced: boolean().notNull().default(true),
  /** May speak for these servers only; empty: for all. */
  boundServerIds: text().array().notNull().default(sql`'{}'`),
  /** The server that is meant when the caller names none. */
  defaultServerId: text().references(() => servers.id),
  createdAt: createdAt(),
  lastSeenAt: at(),
  disabledAt: at(),
})

/** Messages that were seen, by the sender's id: a retry within four days is a duplicate. */
export const messages = pgTable(
  'messages',
  {
    sourceId: text()
      .notNull()
      .references(() => sources.id),
    messageId: text().notNull(),
    receivedAt: createdAt(),
  },
  t => [primaryKey({ columns: [t.sourceId, t.messageId] })],
)

export type LogResult = 'accepted' | 'duplicate' | 'ignored' | 'unmatched' | 'rejected'

export const alertLog = pgTable(
  'alert_log',
  {
    sequence: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    receivedAt: createdAt(),
    sourceId: text()
      .notNull()
      .references(() => sources.id),
    /** The format that it was sent in. */
    format: text().notNull(),
    result: text().$type<LogResult>().notNull(),
    /** Why: which field was wrong, what it joined, what mutes it. */
    reason: text(),
    fingerprint: text(),
    /** The host as the caller named it. */
    host: text(),
    serverId: text().references(() => servers.id),
    kind: text().$type<AlertKind>(),
    state: text().$type<AlertState>(),
    severity: text().$type<Severity>(),
    summary: text(),
    details: text(),
    startsAt: at(),
    endsAt: at(),
    /** null while an accepted alert waits for the decider. */
    decidedAt: at(),
    alertId: text(),
  },
  t => [index('alert_log_pending').on(t.sequence).where(sql`decided_at is null`), index().on(t.receivedAt)],
)

/** Episodes: fingerprint + startsAt of one source. */
export const alerts = pgTable(
  'alerts',
  {
    id: id(),
    sourceId: text()
      .notNull()
      .references(() => sources.id),
    fingerprint: text().notNull(),
    startsAt: at().notNull(),
    serverId: text()
      .notNull()
      .references(() => servers.id),
    kind: text().$type<AlertKind>().notNull(),
    severity: text().$type<Severity>().notNull(),
    summary: text().notNull(),
    firstReceivedAt: at().notNull(),
    lastReceivedAt: at().notNull(),
    receivedCount: integer().notNull().default(1),
    isDebounced: boolean().notNull(),
    endsAt: at(),
    closedAt: at(),
    postId: text().references(() => posts.id),
  },
  t => [
    unique().on(t.sourceId, t.fingerprint, t.startsAt),
    index('alerts_open').on(t.serverId).where(sql`closed_at is null`),
    index().on(t.postId),
  ],
)

export const posts = pgTable(
  'posts',
  {
    id: id(),
    slug: text().notNull().unique(),
    kind: text().$type<PostKind>().notNull(),
    title: text().notNull(),
    /** One or two sentences for lists, mails and feeds. */
    summary: text(),
    visibility: text().$type<PostVisibility>().notNull(),
    /** null for an advisory. */
    phase: text().$type<PostPhase>(),
    /** What opened it; null when staff wrote it. */
    cause: text().$type<Cause>(),
    /** The group whose servers failed together; null for one server or a mixture. */
    groupId: text().references(() => groups.id),
    /** Markdown with our MDX elements, as staff wrote it. */
    body: text(),
    /** For posts kept as files: the path below content/posts. */
    filePath: text(),
    createdAt: createdAt(),
    startedAt: at().notNull(),
    publishedAt: at(),
    resolvedAt: at(),
    updatedAt: createdAt(),
    /** The promise to customers: when they hear next. */
    nextUpdateAt: at(),
    /** Set when a person wrote on it: it is never retitled or resolved by itself again. */
    touchedAt: at(),
    /** All its servers are clear, and a person has to say so. */
    resolutionProposedAt: at(),
    /** When customers were last told of it. */
    lastNoticeAt: at(),
  },
  t => [
    index('posts_open').on(t.kind).where(sql`resolved_at is null`),
    index().on(t.publishedAt),
    check('posts_published', sql`visibility <> 'published' or published_at is not null`),
  ],
)

export const affectedServers = pgTable(
  'affected_servers',
  {
    postId: text()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    serverId: text()
      .notNull()
      .references(() => servers.id),
    /** What is true. */
    impact: text().$type<Impact>().notNull(),
    cause: text().$type<Cause>().notNull(),
    since: at().notNull(),
    /** Clear since then, watched before the end is told. */
    clearedAt: at(),
    endedAt: at(),
    /** What customers were last told; null: nothing yet. */
    announcedImpact: text().$type<Impact>(),
    announcedAt: at(),
    /** When staff were told of it while it is held. */
    staffToldAt: at(),
  },
  t => [
    primaryKey({ columns: [t.postId, t.serverId] }),
    index('affected_open').on(t.serverId).where(sql`ended_at is null`),
  ],
)

export const updates = pgTable(
  'updates',
  {
    id: id(),
    postId: text()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    phase: text().$type<PostPhase>(),
    body: text().notNull(),
    createdAt: createdAt(),
    /** null: written by Allclear. */
    personId: text().references(() => people.id),
    /** The alert that caused it. */
    alertId: text().references(() => alerts.id),
  },
  t => [index().on(t.postId, t.createdAt)],
)

export const statusHistory = pgTable(
  'status_history',
  {
    sequence: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    serverId: text()
      .notNull()
      .references(() => servers.id),
    at: at().notNull(),
    impact: text().$type<Impact>().notNull(),
    cause: text().$type<Cause>(),
    postId: text().references(() => posts.id),
    /** The alert that caused the change; null for the clock or a person. */
    alertId: text().references(() => alerts.id),
  },
  t => [index().on(t.serverId, t.at)],
)

export const maintenance = pgTable('maintenance', {
  id: id(),
  postId: text().references(() => posts.id),
  kind: text().$type<MaintenanceKind>().notNull(),
  /** What we do, as customers read it: "memory is replaced". */
  title: text().notNull(),
  startsAt: at().notNull(),
  endsAt: at().notNull(),
  completedAt: at(),
  createdAt: createdAt(),
})

export const maintenanceServers = pgTable(
  'maintenance_servers',
  {
    maintenanceId: text()
      .notNull()
      .references(() => maintenance.id, { onDelete: 'cascade' }),
    serverId: text()
      .notNull()
      .references(() => servers.id),
  },
  t => [primaryKey({ columns: [t.maintenanceId, t.serverId] })],
)

export type SubscriberState = 'pending' | 'confirmed' | 'unsubscribed' | 'suppressed'

export const subscribers = pgTable('subscribers', {
  id: id(),
  /** Lower case. */
  email: text().notNull().unique(),
  state: text().$type<SubscriberState>().notNull().default('pending'),
  /** What of all that he watches he wants to hear. */
  kinds: text()
    .array()
    .$type<WantedKind[]>()
    .notNull()
    .default([...wantedKinds]),
  /** Trouble that is less than this is not told. */
  leastImpact: text().$type<Wants['leastImpact']>().notNull().default('degraded'),
  createdAt: createdAt(),
  /** When the last confirmation mail was asked for. */
  askedAt: at(),
  confirmedAt: at(),
  unsubscribedAt: at(),
  /** When the last link to the preferences was asked for. */
  linkAskedAt: at(),
})

export const subscriptions = pgTable(
  'subscriptions',
  {
    id: id(),
    subscriberId: text()
      .notNull()
      .references(() => subscribers.id, { onDelete: 'cascade' }),
    /** A server, a group, whatever server a domain is on, the end of one incident, or none of these: all servers. */
    serverId: text().references(() => servers.id),
    groupId: text().references(() => groups.id),
    domain: text(),
    postId: text().references(() => posts.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
    /** Asked for, and not yet confirmed by the owner of the address. */
    confirmedAt: at(),
  },
  t => [
    unique('subscriptions_once')
      .on(t.subscriberId, t.serverId, t.groupId, t.domain, t.postId)
      .nullsNotDistinct(),
    index().on(t.serverId),
    index().on(t.groupId),
    index().on(t.domain),
    index().on(t.postId),
    index('subscriptions_all')
      .on(t.subscriberId)
      .where(sql`server_id is null and group_id is null and domain is null and post_id is null`),
    check('subscriptions_one_target', sql`num_nonnulls(server_id, group_id, domain, post_id) <= 1`),
  ],
)

/** Where the name system puts the domains that confirmed subscribers watch. */
export const domains = pgTable(
  'domains',
  {
    domain: text().primaryKey(),
    /** The last answer: our servers that have its web site or its mail. Kept when there is no answer. */
    serverIds: text().array().notNull().default(sql`'{}'`),
    /** When the name system was last asked, answer or not. */
    askedAt: at().notNull(),
  },
  t => [index().using('gin', t.serverIds)],
)

/** Which domain lives on which server, as the hoster's own systems say. Never shown to anybody. */
export const customers = pgTable(
  'customers',
  {
    domain: text().primaryKey(),
    account: text(),
    serverId: text()
      .notNull()
      .references(() => servers.id),
    /** Addresses of the account, lower case: for these, and for those at the domain itself, the map counts. */
    contacts: text().array().notNull().default(sql`'{}'`),
    updatedAt: createdAt(),
  },
  t => [index().on(t.serverId), index().on(t.account)],
)

/** A file of customers that staff have uploaded and not yet applied. */
export const customerFiles = pgTable('customer_files', {
  id: id(),
  personId: text()
    .notNull()
    .references(() => people.id),
  content: text().notNull(),
  createdAt: createdAt(),
})

export type ApiScope = 'customers'

export const apiTokens = pgTable('api_tokens', {
  id: id(),
  name: text().notNull().unique(),
  scope: text().$type<ApiScope>().notNull(),
  /** SHA-256 of the token, hex. */
  tokenHash: text().notNull().unique(),
  createdAt: createdAt(),
  lastSeenAt: at(),
})

export const notices = pgTable(
  'notices',
  {
    id: id(),
    postId: text()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    kind: text().$type<NoticeKind>().notNull(),
    facts: jsonb().$type<NoticeFacts>().notNull(),
    createdAt: createdAt(),
    /** When its deliveries were queued; null while it waits for that. */
    plannedAt: at(),
  },
  t => [index().on(t.postId, t.createdAt)],
)

export type DeliveryState = 'queued' | 'sent' | 'retry' | 'refused' | 'skipped'

export const deliveries = pgTable(
  'deliveries',
  {
    id: id(),
    noticeId: text()
      .notNull()
      .references(() => notices.id, { onDelete: 'cascade' }),
    /** null for staff. */
    subscriberId: text().references(() => subscribers.id, { onDelete: 'cascade' }),
    channel: text().$type<'mail'>().notNull(),
    address: text().notNull(),
    state: text().$type<DeliveryState>().notNull().default('queued'),
    attempts: integer().notNull().default(0),
    createdAt: createdAt(),
    sentAt: at(),
    /** The provider's id for it. */
    providerId: text(),
    /** What the last attempt answered, when it was not sent. */
    error: text(),
  },
  t => [unique().on(t.noticeId, t.channel, t.address), index().on(t.subscriberId, t.createdAt)],
)

export type CommentState = 'held' | 'published' | 'removed'

export const comments = pgTable(
  'comments',
  {
    id: id(),
    postId: text()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    parentId: text(),
    authorName: text().notNull(),
    /** Never shown. null for demo content and staff. */
    email: text(),
    body: text().notNull(),
    isStaff: boolean().notNull().default(false),
    state: text().$type<CommentState>().notNull().default('held'),
    createdAt: createdAt(),
    publishedAt: at(),
  },
  t => [index().on(t.postId, t.createdAt)],
)

/** Staff. The columns of these four tables are the identity library's. */
export const people = pgTable('people', {
  id: id(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  createdAt: createdAt(),
  updatedAt: createdAt(),
})

export const sessions = pgTable('sessions', {
  id: id(),
  userId: text()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' }),
  token: text().notNull().unique(),
  expiresAt: at().notNull(),
  ipAddress: text(),
  userAgent: text(),
  createdAt: createdAt(),
  updatedAt: createdAt(),
})

export const accounts = pgTable('accounts', {
  id: id(),
  userId: text()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' }),
  accountId: text().notNull(),
  providerId: text().notNull(),
  accessToken: text(),
  refreshToken: text(),
  idToken: text(),
  accessTokenExpiresAt: at(),
  refreshTokenExpiresAt: at(),
  scope: text(),
  password: text(),
  createdAt: createdAt(),
  updatedAt: createdAt(),
})

export const verifications = pgTable(
  'verifications',
  {
    id: id(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: at().notNull(),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  t => [index().on(t.identifier)],
)

export const audit = pgTable('audit', {
  sequence: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: createdAt(),
  /** null: done by Allclear itself. */
  personId: text().references(() => people.id),
  action: text().notNull(),
  /** What it was done to: "post x7k2…". */
  subject: text().notNull(),
  facts: jsonb().$type<Record<string, unknown>>(),
})

/** One row per setting: policy, secret. Each is checked by zod where it is read. */
export const settings = pgTable('settings', {
  key: text().primaryKey(),
  value: jsonb().notNull(),
  updatedAt: createdAt(),
})
