import { z } from 'zod'
import { contract } from '#lib/api/contract/contract.ts'
import { exampleIds } from '#lib/api/contract/examples.ts'
import {
  groupName,
  idOf,
  MailPreview,
  nothing,
  notify,
  oneLine,
  proseOf,
  serverNames,
} from '#lib/api/contract/shapes.ts'
import { spokenTitled } from '#lib/api/contract/spoken.ts'

const recurrence = z.object({ recurrence: idOf('Its id') })
const exampleRecurrence = { recurrence: exampleIds.recurrence }
const clock = (what: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'has to be a time of the day, such as 22:00')
    .describe(what)
const day = z.iso.date({ error: 'has to be a day, such as 2026-12-24' })

const planned = {
  title: oneLine(160).describe('What we do, as customers read it'),
  text: proseOf(5000).optional().describe('What it means for them'),
  ...spokenTitled,
  servers: serverNames,
  group: groupName,
  rule: z
    .string()
    .max(200)
    .describe(
      'When it comes again, by RFC 5545: “FREQ=WEEKLY;BYDAY=TU”, “FREQ=MONTHLY;BYDAY=2TU;UNTIL=20271231”',
    ),
  firstDay: day
    .refine(text => text >= '2000-01-01' && text < '2100-01-01', 'has to be between 2000 and 2100')
    .describe('From which day on it counts'),
  from: clock('When it begins, by the clocks of its zone'),
  to: clock('When it ends; before its beginning: on the next day'),
  zone: z.string().max(64).optional().describe('“Europe/Berlin”; left out: the zone of the site'),
  turns: z
    .array(z.strictObject({ server: oneLine(253), from: clock('Begins'), to: clock('Ends') }))
    .max(2000)
    .default([])
    .describe('Servers that have less than the whole time'),
  endsByItself: z.boolean().default(true).describe('false: it goes on until somebody says that it is done'),
  remind: z
    .array(z.enum(['day', 'hour']))
    .max(2)
    .default([])
    .describe('How long before each turn customers are reminded'),
  notify,
}

const Recurrence = z.object({
  id: z.string(),
  title: z.string(),
  rule: z.string(),
  from: z.string(),
  to: z.string(),
  zone: z.string(),
  notify: z.boolean(),
  servers: z.array(z.string()).describe('Labels'),
  nextAt: z.iso.datetime().nullable(),
})
const example = {
  title: 'Updates of the kernel',
  rule: 'FREQ=WEEKLY;BYDAY=TU',
  from: '22:00',
  to: '23:00',
  zone: 'UTC',
  notify: true,
  servers: ['web07'],
}
const recurrenceExample = { id: exampleIds.recurrence, ...example, nextAt: '2026-12-01T22:00:00.000Z' }

/** What a write about recurring maintenance answers. */
const RecurrenceTold = z.object({
  dryRun: z.boolean().describe('Nothing was done; this is what would be'),
  reach: z
    .int()
    .describe('How many people hear of each window, three days before it, or of what changes now'),
  recurrence: z.string().nullable().describe('Its id; null: nothing was done'),
  mail: MailPreview,
})
const recurrenceTold = { dryRun: false, reach: 184, recurrence: exampleIds.recurrence, mail: null }

export const listRecurrencesContract = contract({
  id: 'listRecurrences',
  method: 'get',
  path: '/recurrences',
  scope: 'maintenance:read',
  summary: 'Maintenance that comes again, the newest first, 200 at most',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ recurrences: z.array(Recurrence) }),
  example: { answer: { recurrences: [recurrenceExample] } },
})

export const getRecurrenceContract = contract({
  id: 'getRecurrence',
  method: 'get',
  path: '/recurrences/{recurrence}',
  scope: 'maintenance:read',
  summary: 'One of them, with all that a change has to say again',
  params: recurrence,
  query: nothing,
  body: nothing,
  answer: Recurrence.extend({
    text: z.string().nullable(),
    firstDay: z.string(),
    turns: z.array(z.object({ server: z.string(), from: z.string(), to: z.string() })),
    endsByItself: z.boolean(),
    remind: z.array(z.enum(['day', 'hour'])),
    version: z.int(),
  }),
  example: {
    params: exampleRecurrence,
    answer: {
      ...recurrenceExample,
      text: null,
      firstDay: '2026-12-01',
      turns: [],
      endsByItself: true,
      remind: ['day'],
      version: 0,
    },
  },
})

export const planRecurrenceContract = contract({
  id: 'planRecurrence',
  method: 'post',
  path: '/recurrences',
  scope: 'maintenance:write',
  summary: 'Plans maintenance that comes again; each window is announced three days before it',
  params: nothing,
  query: nothing,
  body: z.strictObject(planned),
  answer: RecurrenceTold,
  hasNotices: true,
  example: { body: { ...example, firstDay: '2026-12-01' }, answer: recurrenceTold },
})

export const changeRecurrenceContract = contract({
  id: 'changeRecurrence',
  method: 'put',
  path: '/recurrences/{recurrence}',
  scope: 'maintenance:write',
  summary: 'Changes maintenance that comes again, and its windows that have not begun',
  params: recurrence,
  query: nothing,
  body: z.strictObject({
    version: z.int().min(0).describe('Of what you have read: another one is refused'),
    tellChange: z.boolean().describe('Whether who was told of a window hears what changes of it'),
    ...planned,
  }),
  answer: RecurrenceTold,
  hasNotices: true,
  example: {
    params: exampleRecurrence,
    body: { version: 0, tellChange: false, ...example, to: '23:30', firstDay: '2026-12-01' },
    answer: { ...recurrenceTold, reach: 0 },
  },
})

export const stopRecurrenceContract = contract({
  id: 'stopRecurrence',
  method: 'post',
  path: '/recurrences/{recurrence}/stop',
  scope: 'maintenance:write',
  summary: 'Makes no more windows, and cancels those that are planned if a reason is given',
  params: recurrence,
  query: nothing,
  body: z.strictObject({
    reason: oneLine(500)
      .optional()
      .describe('Why planned windows do not take place, as customers read it; left out: they take place'),
  }),
  answer: RecurrenceTold,
  hasNotices: true,
  example: {
    params: exampleRecurrence,
    body: { reason: 'The servers restart without a pause now.' },
    answer: recurrenceTold,
  },
})
