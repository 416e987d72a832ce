import { z } from 'zod'
import { contract } from './contract.ts'
import { doneExample, statusExample } from './examples.ts'
import { Done, groupName, idOf, next, nothing, oneLine, pageQuery, proseOf, ServerStatus } from './shapes.ts'

const server = z.object({ server: idOf('A host name, a label or an id') })
const exampleServer = { server: 'web07.example-host.net' }

const Listed = z.object({
  hostname: z.string(),
  label: z.string(),
  aliases: z.array(z.string()),
  addresses: z.array(z.string()),
  group: z.string().nullable(),
  note: z.string().nullable(),
})
const listedExample = {
  hostname: 'web07.example-host.net',
  label: 'web07',
  aliases: ['mail.example-host.net'],
  addresses: ['203.0.113.7'],
  group: 'Rack 3',
  note: null,
}

const facts = {
  label: oneLine(60).optional(),
  aliases: z.array(oneLine(253)).max(100).optional(),
  addresses: z.array(oneLine(64)).max(100).optional(),
  group: oneLine(80).nullable().optional().describe('By its name; a new name makes a group'),
  note: proseOf(500).nullable().optional().describe('What customers read on its page'),
}

/** What a whole list did. */
const ListReport = z.looseObject({
  added: z.array(z.string()),
  retired: z.array(z.string()),
  unchanged: z.int(),
})
const reportExample = {
  added: [],
  changed: [],
  retired: [],
  kept: [],
  unchanged: 1,
  newGroups: [],
  unread: [],
  problems: [],
  problemCount: 0,
}
const formats = ['text/csv', 'application/yaml']
const listBody = z.looseObject({ servers: z.array(z.looseObject({ hostname: z.string() })).max(5000) })

export const listServersContract = contract({
  id: 'listServers',
  method: 'get',
  path: '/servers',
  scope: 'servers:read',
  summary: 'All servers in service, as PUT takes them',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ servers: z.array(Listed) }),
  isOlder: true,
  example: { answer: { servers: [listedExample] } },
})

export const replaceServersContract = contract({
  id: 'replaceServers',
  method: 'put',
  path: '/servers',
  scope: 'servers:write',
  summary: 'The whole list: whoever is not in it is retired',
  params: nothing,
  query: z.object({
    'dry-run': z.string().optional().describe('Says what would happen, and stores nothing'),
    retire: z.coerce
      .number()
      .int()
      .min(0)
      .optional()
      .describe('How many servers may be retired; 5 where it is left out'),
  }),
  body: listBody,
  answer: ListReport,
  isOlder: true,
  formats,
  example: { query: { 'dry-run': '' }, body: { servers: [listedExample] }, answer: reportExample },
})

export const changeServerListContract = contract({
  id: 'changeServerList',
  method: 'patch',
  path: '/servers',
  scope: 'servers:write',
  summary: 'Adds and changes the servers of a list, and leaves the others',
  params: nothing,
  query: z.object({
    'dry-run': z.string().optional().describe('Says what would happen, and stores nothing'),
  }),
  body: listBody,
  answer: ListReport,
  isOlder: true,
  formats,
  example: { body: { servers: [listedExample] }, answer: reportExample },
})

export const listStatusesContract = contract({
  id: 'listStatuses',
  method: 'get',
  path: '/statuses',
  scope: 'servers:read',
  summary: 'How every server is, as customers see it',
  params: nothing,
  query: z.object({ ...pageQuery, group: groupName }),
  body: nothing,
  answer: z.object({ statuses: z.array(ServerStatus), next }),
  example: { query: { limit: '50' }, answer: { statuses: [statusExample], next: null } },
})

export const getServerContract = contract({
  id: 'getServer',
  method: 'get',
  path: '/servers/{server}',
  scope: 'servers:read',
  summary: 'One server with how it is',
  params: server,
  query: nothing,
  body: nothing,
  answer: Listed.extend({ status: ServerStatus }),
  example: { params: exampleServer, answer: { ...listedExample, status: statusExample } },
})

export const addServerEntryContract = contract({
  id: 'addServer',
  method: 'post',
  path: '/servers',
  scope: 'servers:write',
  summary: 'Adds one server',
  params: nothing,
  query: nothing,
  body: z.strictObject({ hostname: oneLine(253), ...facts }),
  answer: Done,
  example: {
    body: { hostname: 'web40.example-host.net', group: 'Rack 3', addresses: ['203.0.113.40'] },
    answer: doneExample,
  },
})

export const changeServerContract = contract({
  id: 'changeServer',
  method: 'patch',
  path: '/servers/{server}',
  scope: 'servers:write',
  summary: 'Changes one server; what is left out stays',
  params: server,
  query: nothing,
  body: z.strictObject(facts),
  answer: Done,
  example: { params: exampleServer, body: { note: 'PHP 8.4 by default' }, answer: doneExample },
})

export const retireContract = contract({
  id: 'retireServer',
  method: 'delete',
  path: '/servers/{server}',
  scope: 'servers:write',
  summary: 'Takes a server out of service',
  params: server,
  query: nothing,
  body: nothing,
  answer: Done,
  example: { params: { server: 'web09.example-host.net' }, answer: doneExample },
})
