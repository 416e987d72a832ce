import { z } from 'zod'
import { languageCodes } from '#lib/rules/languages/language.ts'
import { Email } from '#lib/rules/subscribers/email.ts'
import { mostConsent, mostWatched } from '#lib/rules/subscribers/subscriber-line.ts'
import { contract } from './contract.ts'
import { doneExample, exampleIds } from './examples.ts'
import { Done, idOf, next, nothing, oneLine, pageQuery } from './shapes.ts'

const subscriber = z.object({ subscriber: idOf('Its id') })
const exampleSubscriber = { subscriber: exampleIds.subscriber }

/** As the database has them, which contracts do not read. */
const states = ['confirmed', 'pending', 'unsubscribed', 'suppressed'] as const

const Subscriber = z.object({
  id: z.string(),
  email: z.string(),
  state: z.enum(states),
  watch: z.array(z.string()).describe('“all”, host names, groups and domains'),
  kinds: z.array(z.string()),
  leastImpact: z.string(),
  zone: z.string().nullable(),
  language: z.string().nullable().describe('In which they read; null: the site’s'),
  createdAt: z.iso.datetime(),
  confirmedAt: z.iso.datetime().nullable(),
  suppressedFor: z.string().nullable(),
  consent: z.string().nullable(),
})
const subscriberExample = {
  id: exampleIds.subscriber,
  email: 'dana@example.com',
  state: 'confirmed',
  watch: ['web07.example-host.net'],
  kinds: ['outages', 'maintenance'],
  leastImpact: 'degraded',
  zone: 'Europe/Berlin',
  language: 'de',
  createdAt: '2026-11-01T10:00:00.000Z',
  confirmedAt: '2026-11-01T10:02:00.000Z',
  suppressedFor: null,
  consent: null,
}

export const listSubscribersContract = contract({
  id: 'listSubscribers',
  method: 'get',
  path: '/subscribers',
  scope: 'subscribers:read',
  summary: 'Subscribers in the order of their ids',
  params: nothing,
  query: z.object({
    ...pageQuery,
    state: z.enum(states).optional(),
    text: oneLine(254).optional().describe('In the address, or in a domain that they watch'),
  }),
  body: nothing,
  answer: z.object({ subscribers: z.array(Subscriber), next }),
  example: {
    query: { state: 'confirmed', text: 'dana@example.com' },
    answer: { subscribers: [subscriberExample], next: null },
  },
})

export const addSubscriberContract = contract({
  id: 'addSubscriber',
  method: 'post',
  path: '/subscribers',
  scope: 'subscribers:write',
  summary: 'Enters a subscriber: vouched for, or asked by mail whether they agree',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    email: Email,
    watch: z.array(oneLine(253)).min(1).max(mostWatched).describe('“all”, host names, groups and domains'),
    consent: z
      .strictObject({
        origin: oneLine(mostConsent).min(5).describe('Where they agreed'),
        proof: oneLine(mostConsent).optional(),
      })
      .optional()
      .describe('Left out: a mail asks them first'),
    language: z.enum(languageCodes).optional().describe('In which they read; left out: the site’s'),
  }),
  answer: z.object({
    dryRun: z.boolean(),
    reach: z.int().describe('How many are asked by mail'),
    is: z.enum(['added', 'asked', 'there-already']),
  }),
  hasNotices: true,
  example: {
    body: { email: 'joe@example.com', watch: ['web07'], consent: { origin: 'Contract form, since 2021' } },
    answer: { dryRun: false, reach: 0, is: 'added' },
  },
})

export const endSubscriberContract = contract({
  id: 'endSubscriber',
  method: 'delete',
  path: '/subscribers/{subscriber}',
  scope: 'subscribers:write',
  summary: 'Ends all notices to somebody who asked for it; only they can come back',
  params: subscriber,
  query: nothing,
  body: nothing,
  answer: Done,
  example: { params: exampleSubscriber, answer: doneExample },
})

const deliveryStates = ['queued', 'sending', 'sent', 'doubtful', 'refused', 'skipped'] as const

const Delivery = z.object({
  id: z.string(),
  channel: z.string(),
  state: z.enum(deliveryStates),
  kind: z.string().describe('What the notice is about'),
  post: z.string(),
  title: z.string(),
  subscriber: z.string().nullable().describe('null: one of the staff'),
  address: z.string().nullable(),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  attempts: z.int(),
  error: z.string().nullable(),
})
const deliveryExample = {
  id: exampleIds.delivery,
  channel: 'mail',
  state: 'sent',
  kind: 'began',
  post: exampleIds.incident,
  title: 'web07 is down',
  subscriber: 'dana@example.com',
  address: 'dana@example.com',
  createdAt: '2026-11-29T21:31:00.000Z',
  sentAt: '2026-11-29T21:31:04.000Z',
  attempts: 1,
  error: null,
}

export const listDeliveriesContract = contract({
  id: 'listDeliveries',
  method: 'get',
  path: '/deliveries',
  scope: 'deliveries:read',
  summary: 'What was sent to whom, the newest first',
  params: nothing,
  query: z.object({
    ...pageQuery,
    state: z.enum(deliveryStates).optional(),
    post: idOf('Only of this post, by its id').optional(),
  }),
  body: nothing,
  answer: z.object({ deliveries: z.array(Delivery), next }),
  example: { query: { state: 'sent' }, answer: { deliveries: [deliveryExample], next: null } },
})

export const getDeliveryContract = contract({
  id: 'getDelivery',
  method: 'get',
  path: '/deliveries/{delivery}',
  scope: 'deliveries:read',
  summary: 'One delivery',
  params: z.object({ delivery: idOf('Its id') }),
  query: nothing,
  body: nothing,
  answer: Delivery,
  example: { params: { delivery: exampleIds.delivery }, answer: deliveryExample },
})
