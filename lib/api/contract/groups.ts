import { z } from 'zod'
import { contract } from './contract.ts'
import { doneExample, exampleIds } from './examples.ts'
import { Done, idOf, nothing, oneLine } from './shapes.ts'

const group = z.object({ group: idOf('Its name in its address, or its id') })
const Group = z.object({ id: z.string(), name: z.string(), slug: z.string() })

export const listGroupsContract = contract({
  id: 'listGroups',
  method: 'get',
  path: '/groups',
  scope: 'groups:read',
  summary: 'All groups in their order',
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ groups: z.array(Group) }),
  example: { answer: { groups: [{ id: exampleIds.group, name: 'Rack 3', slug: 'rack-3' }] } },
})

export const addOneGroupContract = contract({
  id: 'addGroup',
  method: 'post',
  path: '/groups',
  scope: 'groups:write',
  summary: 'Adds a group behind all others',
  params: nothing,
  query: nothing,
  body: z.strictObject({ name: oneLine(80) }),
  answer: Done,
  example: { body: { name: 'Rack 9' }, answer: doneExample },
})

export const changeGroupContract = contract({
  id: 'changeGroup',
  method: 'patch',
  path: '/groups/{group}',
  scope: 'groups:write',
  summary: 'Calls a group otherwise, or gives it another address',
  params: group,
  query: nothing,
  body: z.strictObject({
    name: oneLine(80).optional(),
    slug: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(60)
      .optional(),
  }),
  answer: Done,
  example: { params: { group: exampleIds.group }, body: { name: 'Rack 3, Hall 1' }, answer: doneExample },
})

export const dropGroupContract = contract({
  id: 'removeGroup',
  method: 'delete',
  path: '/groups/{group}',
  scope: 'groups:write',
  summary: 'Removes a group that nothing and nobody uses',
  params: group,
  query: nothing,
  body: nothing,
  answer: Done,
  example: { params: { group: exampleIds.emptyGroup }, answer: doneExample },
})
