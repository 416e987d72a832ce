import { z } from 'zod'
import { contract } from '#lib/api/contract/contract.ts'
import { exampleIds, postExample, toldExample } from '#lib/api/contract/examples.ts'
import { postPart } from '#lib/api/contract/posts.ts'
import {
  groupName,
  momentOf,
  next,
  nothing,
  notify,
  oneLine,
  PostShape,
  pageQuery,
  proseOf,
  serverNames,
  ToldShape,
} from '#lib/api/contract/shapes.ts'
import { spokenTitled } from '#lib/api/contract/spoken.ts'

const examplePlanned = { post: exampleIds.planned }
const maintenanceExample = {
  ...postExample,
  id: exampleIds.planned,
  kind: 'maintenance',
  slug: 'new-disks-for-web07',
  title: 'New disks for web07',
  phase: 'scheduled',
  nextUpdateAt: null,
  updates: [],
  maintenance: {
    kind: 'maintenance',
    phase: 'scheduled',
    startsAt: '2026-12-24T22:00:00.000Z',
    endsAt: '2026-12-24T23:00:00.000Z',
    version: 0,
    cancelReason: null,
  },
}

export const listMaintenanceContract = contract({
  id: 'listMaintenance',
  method: 'get',
  path: '/maintenance',
  scope: 'maintenance:read',
  summary: 'Maintenance and countermeasures, the newest first',
  params: nothing,
  query: z.object({ ...pageQuery, open: z.enum(['true', 'false']).optional() }),
  body: nothing,
  answer: z.object({ maintenance: z.array(PostShape), next }),
  example: { query: { open: 'true' }, answer: { maintenance: [maintenanceExample], next: null } },
})

export const getMaintenanceContract = contract({
  id: 'getMaintenance',
  method: 'get',
  path: '/maintenance/{post}',
  scope: 'maintenance:read',
  summary: 'One maintenance or countermeasure',
  params: postPart,
  query: nothing,
  body: nothing,
  answer: PostShape,
  example: { params: examplePlanned, answer: maintenanceExample },
})

export const planMaintenanceContract = contract({
  id: 'planMaintenance',
  method: 'post',
  path: '/maintenance',
  scope: 'maintenance:write',
  summary: 'Plans maintenance',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    title: oneLine(160).describe('What we do, as customers read it'),
    text: proseOf(5000).optional().describe('What it means for them'),
    ...spokenTitled,
    servers: serverNames,
    group: groupName,
    startsAt: momentOf('Its beginning'),
    endsAt: momentOf('Its end'),
    endsByItself: z.boolean().default(true).describe('false: it goes on until somebody says that it is done'),
    notify,
  }),
  answer: ToldShape,
  hasNotices: true,
  example: {
    body: {
      title: 'New disks for web07',
      servers: ['web07'],
      startsAt: '2026-12-24T22:00:00Z',
      endsAt: '2026-12-24T23:00:00Z',
      notify: true,
    },
    answer: toldExample,
  },
})

export const startCountermeasureContract = contract({
  id: 'startCountermeasure',
  method: 'post',
  path: '/countermeasures',
  scope: 'maintenance:write',
  summary: 'Says that we do something on purpose from now on, as the reason for slowness',
  params: nothing,
  query: nothing,
  body: z.strictObject({
    title: oneLine(160).describe('What we do, as customers read it'),
    ...spokenTitled,
    servers: serverNames,
    group: groupName,
    minutes: z.int().min(5).max(1440).default(60).describe('What nobody completes by then is over'),
    notify,
  }),
  answer: ToldShape,
  hasNotices: true,
  example: {
    body: { title: 'Scan of web07 for infected files', servers: ['web07'], minutes: 60, notify: true },
    answer: toldExample,
  },
})

export const moveMaintenanceContract = contract({
  id: 'moveMaintenance',
  method: 'patch',
  path: '/maintenance/{post}',
  scope: 'maintenance:write',
  summary: 'Gives what has not begun another time',
  params: postPart,
  query: nothing,
  body: z.strictObject({
    version: z.int().min(0).describe('Of the times that you have read: another one is refused'),
    startsAt: momentOf('Its beginning'),
    endsAt: momentOf('Its end; turns keep their lengths'),
    notify,
  }),
  answer: ToldShape,
  hasNotices: true,
  example: {
    params: examplePlanned,
    body: {
      version: 0,
      startsAt: '2026-12-25T22:00:00Z',
      endsAt: '2026-12-25T23:00:00Z',
      notify: true,
    },
    answer: toldExample,
  },
})

export const cancelMaintenanceContract = contract({
  id: 'cancelMaintenance',
  method: 'post',
  path: '/maintenance/{post}/cancel',
  scope: 'maintenance:write',
  summary: 'Cancels what has not begun; who heard of it hears that',
  params: postPart,
  query: nothing,
  body: z.strictObject({ reason: oneLine(500).describe('Why, as customers read it') }),
  answer: ToldShape,
  hasNotices: true,
  example: {
    params: examplePlanned,
    body: { reason: 'The disks have not arrived.' },
    answer: toldExample,
  },
})

export const completeMaintenanceContract = contract({
  id: 'completeMaintenance',
  method: 'post',
  path: '/maintenance/{post}/complete',
  scope: 'maintenance:write',
  summary: 'Says that what runs is done; who heard of it hears that',
  params: postPart,
  query: nothing,
  body: nothing,
  answer: ToldShape,
  hasNotices: true,
  example: { params: { post: exampleIds.running }, answer: toldExample },
})
