import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core'
import type { ChannelName, DestinationConfig, DestinationState } from '#lib/rules/destinations/destination.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import {
  type PreferenceKind,
  type Preferences,
  preferenceKinds,
} from '#lib/rules/subscribers/notice-preferences.ts'
import { brands } from './brand.ts'
import { at, createdAt, idColumn } from './column.ts'
import { posts } from './post.ts'
import { groups, servers } from './server.ts'
import { staff } from './staff.ts'

export type SubscriberState = 'pending' | 'confirmed' | 'unsubscribed' | 'suppressed'

export const subscribers = pgTable(
  'subscribers',
  {
    id: idColumn(),
    /** Whose readers they are; null: the hoster's own. The same address may be a subscriber of several. */
    brandId: text().references(() => brands.id),
    /** Lower case. */
    email: text().notNull(),
    state: text().$type<SubscriberState>().notNull().default('pending'),
    /** What they want to hear of all that they watch. */
    kinds: text()
      .array()
      .$type<PreferenceKind[]>()
      .notNull()
      .default([...preferenceKinds]),
    /** Trouble that is less than this is not told. */
    leastImpact: text().$type<Preferences['leastImpact']>().notNull().default('degraded'),
    /** In which they read times, by its name in rules/zone; null: they have told none, and the site's counts. */
    zone: text(),
    /** In which they read, of the page where they asked; null: they have told none, and the site's counts. */
    language: text().$type<Language>(),
    createdAt: createdAt(),
    /** When the last confirmation mail was asked for. */
    askedAt: at(),
    confirmedAt: at(),
    unsubscribedAt: at(),
    suppressedAt: at(),
    /** Why no mail goes there any more, as staff read it. */
    suppressedFor: text(),
    /** Since when they want no notices by mail. It counts only while they have an active destination. */
    mailOffAt: at(),
    /** When the last link to the preferences was asked for. */
    linkAskedAt: at(),
    /** Staff have entered it, and the mail that asks its owner waits for its turn since then. */
    invitedAt: at(),
  },
  t => [
    unique('subscribers_once').on(t.email, t.brandId).nullsNotDistinct(),
    index().on(t.brandId),
    index('subscribers_invited').on(t.invitedAt).where(sql`invited_at is not null`),
  ],
)

/** That the owner of an address has agreed somewhere else, as staff have noted it. */
export const consents = pgTable(
  'consents',
  {
    id: idColumn(),
    subscriberId: text()
      .notNull()
      .references(() => subscribers.id, { onDelete: 'cascade' }),
    /** Who noted it. */
    staffId: text('person_id')
      .notNull()
      .references(() => staff.id),
    /** Where it was given, in the words of who noted it. */
    origin: text().notNull(),
    /** What a file says of this very address; null: nothing. */
    proof: text(),
    createdAt: createdAt(),
  },
  t => [index().on(t.subscriberId)],
)

/** A file of subscribers that staff have uploaded and not yet applied: it is forgotten after a day. */
export const subscriberFiles = pgTable('subscriber_files', {
  id: idColumn(),
  staffId: text('person_id')
    .notNull()
    .references(() => staff.id),
  content: text().notNull(),
  createdAt: createdAt(),
})

export const subscriptions = pgTable(
  'subscriptions',
  {
    id: idColumn(),
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

/** One more way to reach a subscriber, whose mail address is confirmed, or one of the staff. */
export const destinations = pgTable(
  'destinations',
  {
    id: idColumn(),
    /** Its owner: one of these two. */
    subscriberId: text().references(() => subscribers.id, { onDelete: 'cascade' }),
    staffId: text('person_id').references(() => staff.id, { onDelete: 'cascade' }),
    channel: text().$type<ChannelName>().notNull(),
    /** A chat or a telephone number; for a URL what stands for it: see db/keys/destination. */
    address: text().notNull(),
    /** The address and what else the channel needs, sealed. In clear: a row of an earlier version. */
    config: jsonb().$type<string | DestinationConfig>().notNull(),
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
    unique('destinations_staff').on(t.staffId, t.channel, t.address),
    check('destinations_one_owner', sql`num_nonnulls(subscriber_id, person_id) = 1`),
    index('destinations_purgeable').on(t.createdAt).where(sql`state <> 'active'`),
  ],
)

/** Messages that somebody had sent by a form alone, to prove or to test a destination: counted for a day, then forgotten. */
export const testMessages = pgTable(
  'trials',
  {
    id: idColumn(),
    /** No reference: who asked to be deleted must not begin anew. */
    subscriberId: text().notNull(),
    channel: text().$type<ChannelName>().notNull(),
    address: text().notNull(),
    createdAt: createdAt(),
  },
  t => [index().on(t.createdAt)],
)
