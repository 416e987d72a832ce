import { z } from 'zod'
import { contract } from '#lib/api/contract/contract.ts'
import { exampleIds, toldExample } from '#lib/api/contract/examples.ts'
import { postPart } from '#lib/api/contract/posts.ts'
import { nothing, notify, proseOf, ToldShape } from '#lib/api/contract/shapes.ts'
import { withOptionalText } from '#lib/api/contract/spoken.ts'

const exampleRunning = { post: exampleIds.running }

export const extendMaintenanceContract = contract({
  id: 'extendMaintenance',
  method: 'post',
  path: '/maintenance/{post}/extend',
  scope: 'maintenance:write',
  summary: 'Lets what runs go on for longer; turns that wait begin later by as much',
  params: postPart,
  query: nothing,
  body: z.strictObject({
    version: z.int().min(0).describe('Of the times that you have read: another one is refused'),
    minutes: z.int().min(5).max(1440).describe('From its end on, or from now where that is past'),
    notify,
  }),
  answer: ToldShape,
  hasNotices: true,
  example: {
    params: exampleRunning,
    body: { version: 0, minutes: 30, notify: true },
    answer: toldExample,
  },
})

export const writeMaintenanceUpdateContract = contract({
  id: 'writeMaintenanceUpdate',
  method: 'post',
  path: '/maintenance/{post}/updates',
  scope: 'maintenance:write',
  summary: 'Adds an update to maintenance that is not over',
  params: postPart,
  query: nothing,
  body: z.strictObject({
    text: proseOf(5000).describe('As customers read it'),
    ...withOptionalText(5000),
    nextUpdateMinutes: z
      .int()
      .min(5)
      .max(1440)
      .optional()
      .describe('In how long customers hear more; left out: nothing is promised'),
    notify: z.boolean().describe('true: who heard of it gets the update'),
  }),
  answer: ToldShape,
  hasNotices: true,
  example: {
    params: exampleRunning,
    body: { text: 'Every second server has its new kernel.', notify: true },
    answer: toldExample,
  },
})
