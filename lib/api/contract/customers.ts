import { z } from 'zod'
import { contract } from './contract.ts'
import { exampleIds } from './examples.ts'
import { nothing } from './shapes.ts'

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
