import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  doublePrecision,
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
import type { DeliveryChannel } from '#lib/rules/delivery.ts'
import type { ChannelName, DestinationConfig, DestinationState } from '#lib/rules/destination.ts'
import type { MaintenanceKind } from '#lib/rules/maintenance.ts'
import type { NoticeFacts, NoticeKind } from '#lib/rules/notice.ts'
import type { PostKind, PostPhase, PostVisibility } from '#lib/rules/post.ts'
import type { Signing, TokenMethod } from '#lib/rules/source.ts'
import type { Labels, SourceRule } from '#lib/rules/source-rule.ts'
import type { Cause, Impact } from '#lib/rules/status.ts'
import type { KeptTelling } from '#lib/rules/telling.ts'
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
  /** The format of the tool that it is made for; null: any. */
  format: text(),
  /** SHA-256 of the token, hex. Tokens have 128 random bits or more, so a plain hash is enough. */
  tokenHash: text().notNull().unique(),
  /** The token before the last rotation, valid until previousTokenUntil. */
  previousTokenHash: text().unique(),
  previousTokenUntil: at(),
  /** Where its requests may carry the token. */
  authentication: jsonb().$type<TokenMethod[]>().notNull().default(['bearer', 'basic', 'path']),
  /** Set: no request counts without a right signature. */
  signing: jsonb().$type<Signing>(),
  /** Waits before it speaks (Alertmanager's `for`, Nagios HARD, …), so its outages are told at once. */
  isDebounced: boolean().notNull().default(true),
  /** May speak for these servers only; empty: for all. */
  boundServerIds: text().array().notNull().default(sql`'{}'`),
  /** The server that is meant when the caller names none. */
  defaultServerId: text().references(() => servers.id),
  /** The one server that an agent runs on; null: it is no agent. */
  agentServerId: text().references(() => servers.id),
  /** Staff's corrections of kind and severity; the first that fits counts. */
  rules: jsonb().$type<SourceRule[]>().notNull().default([]),
  /** How often the tool repeats an alert that still fires; null: it does not. Twice this without a word needs review. */
  repeatSeconds: integer(),
  /** It never says "resolved": what is a day old needs review. */
  neverResolves: boolean().notNull().default(false),
  /** How often it is heard when all is well; null: only when something happens. Staff are told when it falls silent. */
  expectedEverySeconds: integer(),
  createdAt: createdAt(),
  lastSeenAt: at(),
  disabledAt: at(),
})

/** What agents said of their servers, the last few of each server. */
export const heartbeats = pgTable(
  'heartbeats',
  {
    sequence: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    serverId: text()
      .notNull()
      .references(() => servers.id),
    sourceId: text()
      .notNull()
      .references(() => sources.id),
    /** Changes with each boot. */
    bootId: text().notNull(),
    /** Processes that run or wait, on average over 1, 5 and 15 minutes. */
    load1: doublePrecision().notNull(),
    load5: doublePrecision().notNull(),
    load15: doublePrecision().notNull(),
    /** Online ones. */
    cores: integer().notNull(),
    checksRun: integer().notNull(),
    /** How many findings are open. */
    openCount: integer().notNull(),
    /** By the agent's clock. */
    at: at().notNull(),
    receivedAt: at().notNull(),
  },
  t => [index().on(t.serverId, t.at)],
)

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
    /** The fingerprint holds the caller's name of the server, for the server was not known. */
    isNamedByHost: boolean().notNull().default(false),
    /** The host as the caller named it. */
    host: text(),
    /** What the caller attached to it, a small part at most. */
    labels: jsonb().$type<Labels>(),
    /** The sender's id of this alert; null when it gives none. */
    eventId: text(),
    /** startsAt was more than five minutes ahead of its receipt, and the time of receipt was taken. */
    isClockAhead: boolean().notNull().default(false),
    /** Sent from the desk to try the source out. */
    isTest: boolean().notNull().default(false),
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
  t => [
    index('alert_log_pending').on(t.sequence).where(sql`decided_at is null`),
    index('alert_log_unmatched').on(t.receivedAt).where(sql`result = 'unmatched'`),
    index().on(t.receivedAt),
  ],
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
    unique().on(t.sourceId, t.fingerprint, t.serverId, t.startsAt),
    index('alerts_open').on(t.serverId).where(sql`closed_at is null`),
    index().on(t.serverId, t.closedAt),
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
    /** advisory only: since when customers count as told of it; null: they were not. */
    announcedAt: at(),
    /** held only: who of the staff looks at it, and since when. */
    acknowledgedAt: at(),
    acknowledgedBy: text().references(() => people.id),
    /** held: its bad news was too much at once and waits for staff. released: they let it go. */
    breaker: text().$type<'held' | 'released'>(),
  },
  t => [
    index('posts_open').on(t.kind).where(sql`resolved_at is null`),
    index('posts_no_data').on(t.startedAt).where(sql`cause = 'no-data'`),
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
    /** Fails and recovers by turns. */
    isIntermittent: boolean().notNull().default(false),
    /** What customers were last told; null: nothing yet. */
    announcedImpact: text().$type<Impact>(),
    isAnnouncedIntermittent: boolean().notNull().default(false),
    announcedAt: at(),
    /** When staff were told of it while it is held. */
    staffToldAt: at(),
  },
  t => [
    primaryKey({ columns: [t.postId, t.serverId] }),
    index('affected_open').on(t.serverId).where(sql`ended_at is null`),
    index('affected_told').on(t.serverId, t.announcedAt),
    index('affected_untold')
      .on(t.postId)
      .where(sql`ended_at is not null and announced_impact <> 'operational'`),
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
  t => [index().on(t.serverId, t.at, t.sequence)],
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
  /** Staff want no mail about it. */
  isQuiet: boolean().notNull().default(false),
  /** When customers were told that it is planned, that it begins, and that it is over or cancelled. */
  plannedToldAt: at(),
  startToldAt: at(),
  endToldAt: at(),
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
  suppressedAt: at(),
  /** Why no mail goes there any more, as staff read it. */
  suppressedFor: text(),
  /** Since when he wants no notices by mail. It counts only while he has an active destination. */
  mailOffAt: at(),
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

/** One more way to reach a subscriber, whose mail address is confirmed. */
export const destinations = pgTable(
  'destinations',
  {
    id: id(),
    subscriberId: text()
      .notNull()
      .references(() => subscribers.id, { onDelete: 'cascade' }),
    channel: text().$type<ChannelName>().notNull(),
    /** A URL, a chat or a telephone number. */
    address: text().notNull(),
    /** By channel; checked by zod where it is read. */
    config: jsonb().$type<DestinationConfig>().notNull(),
    /** What its owner calls it; empty: nothing. */
    label: text().notNull(),
    state: text().$type<DestinationState>().notNull().default('pending'),
    createdAt: createdAt(),
    /** When a code or a message last proved it. */
    verifiedAt: at(),
    /** The failures of the last hour, ISO 8601, the oldest first. */
    failedAt: jsonb().$type<string[]>().notNull().default([]),
    /** What the last failure answered. */
    error: text(),
    quarantinedAt: at(),
    /** While it is to be proven: the code's HMAC, until when it is valid, and how often it was tried. */
    codeHash: text(),
    codeExpiresAt: at(),
    codeTries: integer().notNull().default(0),
  },
  t => [
    unique().on(t.subscriberId, t.channel, t.address),
    index('destinations_purgeable').on(t.createdAt).where(sql`state <> 'active'`),
  ],
)

/** Messages that somebody had sent by a form alone, to prove or to test a destination: counted for a day, then forgotten. */
export const trials = pgTable(
  'trials',
  {
    id: id(),
    /** No reference: who has himself deleted must not begin anew. */
    subscriberId: text().notNull(),
    channel: text().$type<ChannelName>().notNull(),
    address: text().notNull(),
    createdAt: createdAt(),
  },
  t => [index().on(t.createdAt)],
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
    /** When the last of its deliveries was queued; null while it waits for that. */
    plannedAt: at(),
    /** Its deliveries are queued up to this subscriber, in the order of their ids; null: for nobody yet. */
    plannedUpTo: text(),
    /** For how many subscribers, or staff, deliveries were queued so far. */
    plannedCount: integer().notNull().default(0),
    /** Too much at once: it waits for staff since then. */
    heldAt: at(),
    /** How many subscribers it was for when it was held. */
    heldFor: integer(),
    /** Staff let it go out although it is much. */
    releasedAt: at(),
    /** Staff took it back: nobody hears of it. */
    droppedAt: at(),
  },
  t => [
    index().on(t.postId, t.createdAt),
    index('notices_bad').on(t.createdAt).where(sql`kind in ('began', 'worsened', 'intermittent')`),
    index('notices_unplanned').on(t.createdAt).where(sql`planned_at is null`),
  ],
)

/** queued: waits for dueAt. sending: fixed in a batch, whose outcome is not known yet. The others are settled. */
export type DeliveryState = 'queued' | 'sending' | 'sent' | 'refused' | 'skipped'

export const deliveries = pgTable(
  'deliveries',
  {
    /** 32 hexadecimal digits, made by PostgreSQL. */
    id: text().primaryKey().default(sql`replace(gen_random_uuid()::text, '-', '')`),
    noticeId: text()
      .notNull()
      .references(() => notices.id, { onDelete: 'cascade' }),
    /** null for staff. */
    subscriberId: text().references(() => subscribers.id, { onDelete: 'cascade' }),
    /** null for mail, and for a destination that was removed: what was told stays told. */
    destinationId: text().references(() => destinations.id, { onDelete: 'set null' }),
    channel: text().$type<DeliveryChannel>().notNull(),
    address: text().notNull(),
    state: text().$type<DeliveryState>().notNull().default('queued'),
    createdAt: createdAt(),
    /** While it is queued: not before this. */
    dueAt: at().notNull().defaultNow(),
    attempts: integer().notNull().default(0),
    /** When the last attempt began. */
    triedAt: at(),
    batchId: text().references(() => batches.id),
    /** The letter that carries it: one letter may carry several deliveries to one address. */
    letterId: text(),
    textId: text().references(() => letterTexts.id),
    sentAt: at(),
    /** The provider's id for its letter. */
    providerId: text(),
    /** Why it was not sent: what the last attempt answered, or why nobody needs it any more. */
    error: text(),
    /** What each failed attempt answered, the oldest first. at: ISO 8601. */
    answers: jsonb().$type<{ at: string; answer: string }[]>().notNull().default([]),
  },
  t => [
    unique().on(t.noticeId, t.subscriberId, t.channel, t.address).nullsNotDistinct(),
    index().on(t.subscriberId, t.createdAt),
    index().on(t.address, t.triedAt),
    index('deliveries_due').on(t.channel, t.dueAt).where(sql`state = 'queued'`),
    index('deliveries_to_tell').on(t.dueAt).where(sql`state = 'queued' and channel <> 'mail'`),
    index('deliveries_untold')
      .on(t.destinationId)
      .where(sql`state in ('queued', 'sending') and channel <> 'mail'`),
    index('deliveries_destination').on(t.destinationId).where(sql`destination_id is not null`),
    index('deliveries_refused').on(t.createdAt).where(sql`state = 'refused'`),
    index().on(t.batchId).where(sql`batch_id is not null`),
  ],
)

/**
 * What is handed to a provider in one attempt. Its id is the idempotency key, and its letters never change. A second
 * attempt is made only when the first may have been taken; otherwise the batch is dissolved.
 */
export const batches = pgTable(
  'batches',
  {
    id: id(),
    channel: text().$type<DeliveryChannel>().notNull(),
    /** What it says, where it is not by mail: then it is one message to one destination. */
    telling: jsonb().$type<KeptTelling>(),
    createdAt: createdAt(),
    /** Attempts that began. */
    attempts: integer().notNull().default(0),
    /** When it is tried again; while an attempt is under way, when that one counts as lost. null: settled. */
    nextAt: at(),
  },
  t => [index('batches_open').on(t.channel, t.nextAt).where(sql`next_at is not null`)],
)

/** What a letter says to all readers of the same servers: rendered once, filled in for each of them. */
export const letterTexts = pgTable('letter_texts', {
  /** SHA-256 of the facts that it was rendered from, hex. */
  id: text().primaryKey(),
  subject: text().notNull(),
  html: text().notNull(),
  text: text().notNull(),
  headers: jsonb().$type<Record<string, string>>().notNull(),
  createdAt: createdAt(),
})

/** One row per provider: all processes together ask it no more often than it allows. */
export const paces = pgTable('paces', {
  provider: text().primaryKey(),
  /** When the next request may be made. */
  nextAt: at().notNull(),
})

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
    /** Its author wants no mail about answers to it. */
    repliesOffAt: at(),
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
