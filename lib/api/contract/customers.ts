import { z } from 'zod'
import { contract } from './contract.ts'
import { exampleIds } from './examples.ts'
import { nothing, oneLine } from './shapes.ts'

const Report = z.looseObject({ added: z.int(), moved: z.int(), unchanged: z.int(), removed: z.int() })
const report = { added: 1, moved: 0, unchanged: 0, removed: 0, problems: [], problemCount: 0 }
const customer = { domain: 'example.com', server: 'web07', account: 'jane' }
const query = z.object({
  'dry-run': z.string().optional().describe('Only counts'),
  replace: z.string().optional().describe('What is not sent is removed'),
})
const body = z.looseObject({ customers: z.array(z.looseObject({ domain: z.string(), server: z.string() })) })

export const countCustomerMapContract = contract({
  id: 'countCustomers',
  method: 'get',
  path: '/customers',
  scope: 'customers:read',
  summary: 'How large the customer map is; nobody can read it',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ domains: z.int() }),
  example: { answer: { domains: 1204 } },
})

const minutes = {
  downMinutes: z.int(),
  partlyDownMinutes: z.int(),
  degradedMinutes: z.int(),
  maintenanceMinutes: z.int(),
}
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'has to be a day such as 2026-11-30')
  .optional()
const RecordMonth = z.object({
  month: z.string(),
  ...minutes,
  withoutDataMinutes: z.int(),
  countedMinutes: z.int(),
  uptimePercent: z.number().nullable().describe('Rounded down; null: no time counts'),
})
const exampleMinutes = { downMinutes: 17, partlyDownMinutes: 0, degradedMinutes: 0, maintenanceMinutes: 0 }
const exampleServer = { label: 'web07', hostname: 'web07.example-host.net' }

export const getCustomerRecordContract = contract({
  id: 'getCustomerRecord',
  method: 'get',
  path: '/customers/{customer}/record',
  scope: 'records:read',
  summary: 'What befell the servers that an account or a domain of the map is on today, by month',
  params: z.object({ customer: oneLine(253).describe('An account of the map, else a domain') }),
  query: z.object({
    from: day.describe('The first day; without it, the first of the month eleven months ago'),
    to: day.describe('The last day; without it, today'),
  }),
  body: nothing,
  answer: z.object({
    customer: z.string(),
    from: z.string(),
    to: z.string(),
    zone: z.string().describe('Whose clocks days and months are of'),
    formula: z.string().describe('How uptimePercent is calculated'),
    servers: z.array(
      z.object({
        label: z.string(),
        hostname: z.string(),
        domainCount: z.int(),
        domains: z.array(z.string()).describe('The first 50 by name'),
        months: z.array(RecordMonth),
      }),
    ),
    incidents: z.array(
      z.object({
        server: z.string(),
        kind: z.string().nullable(),
        title: z.string().nullable(),
        address: z.url().nullable(),
        from: z.iso.datetime(),
        until: z.iso.datetime().nullable().describe('null: not over at the end of this time'),
        ...minutes,
      }),
    ),
  }),
  example: {
    params: { customer: 'jane' },
    query: { from: '2026-03-01', to: '2026-03-31' },
    answer: {
      customer: 'jane',
      from: '2026-03-01',
      to: '2026-03-31',
      zone: 'UTC',
      formula: 'Uptime = 100 × (fine + degraded) ÷ (fine + degraded + partly down + down), …',
      servers: [
        {
          ...exampleServer,
          domainCount: 1,
          domains: ['example.com'],
          months: [
            {
              month: '2026-03',
              ...exampleMinutes,
              withoutDataMinutes: 0,
              countedMinutes: 44640,
              uptimePercent: 99.96,
            },
          ],
        },
      ],
      incidents: [
        {
          server: 'web07.example-host.net',
          kind: 'incident',
          title: 'web07 is down',
          address: 'https://status.example.com/posts/2026-03-10-web07-is-down',
          from: '2026-03-10T13:30:00.000Z',
          until: '2026-03-10T13:47:00.000Z',
          ...exampleMinutes,
        },
      ],
    },
  },
})

export const putCustomerMapContract = contract({
  id: 'putCustomers',
  method: 'put',
  path: '/customers',
  scope: 'customers:write',
  summary: 'Says which domains live on which servers',
  params: nothing,
  query,
  body,
  answer: Report,
  isOlder: true,
  formats: ['text/csv'],
  example: { body: { customers: [customer] }, answer: report },
})

export const postCustomerMapContract = contract({
  ...putCustomerMapContract,
  id: 'postCustomers',
  method: 'post',
  summary: 'The same as PUT',
})

export const removeCustomerMapContract = contract({
  id: 'removeCustomers',
  method: 'delete',
  path: '/customers',
  scope: 'customers:write',
  summary: 'Removes a domain, or all of an account',
  params: nothing,
  query: z.object({ domain: z.string().optional(), account: z.string().optional() }),
  body: nothing,
  answer: z.object({ removed: z.int() }),
  isOlder: true,
  example: { query: { domain: 'example.com' }, answer: { removed: 1 } },
})

export const noteProgressContract = contract({
  id: 'noteProgress',
  method: 'post',
  path: '/progress',
  scope: 'progress:write',
  summary: 'Says on which servers of an advisory the work is done',
  params: nothing,
  query: nothing,
  body: z.object({
    post: z.string().describe('Its address or id'),
    servers: z.array(z.string()).min(1).max(200),
    done: z.boolean().default(true),
  }),
  answer: z.object({ noted: z.int(), unknown: z.array(z.string()), notInPost: z.array(z.string()) }),
  isOlder: true,
  example: {
    body: { post: exampleIds.advisory, servers: ['web07'], done: true },
    answer: { noted: 1, unknown: [], notInPost: [] },
  },
})
