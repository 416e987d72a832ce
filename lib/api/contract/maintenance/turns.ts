import { z } from 'zod'
import { contract } from '#lib/api/contract/contract.ts'
import { exampleIds, toldExample } from '#lib/api/contract/examples.ts'
import { postPart } from '#lib/api/contract/posts.ts'
import { idOf, nothing, oneLine, ToldShape } from '#lib/api/contract/shapes.ts'

const turn = postPart.extend({ server: idOf('Its host name, label or id') })
const version = z.int().min(0).describe('Of the times that you have read: another one is refused')
const exampleRunning = { post: exampleIds.running }

const Turn = z.object({
  server: z.string().describe('The id of the server'),
  label: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  completedAt: z.iso.datetime().nullable(),
  leftOutAt: z.iso.datetime().nullable(),
})

export const listTurnsContract = contract({
  id: 'listTurns',
  method: 'get',
  path: '/maintenance/{post}/turns',
  scope: 'maintenance:read',
  summary: 'When each server of a maintenance has its turn',
  params: postPart,
  query: nothing,
  body: nothing,
  answer: z.object({ version: z.int(), turns: z.array(Turn) }),
  example: {
    params: exampleRunning,
    answer: {
      version: 0,
      turns: [
        {
          server: 'w3j4h5g6f7d8',
          label: 'web08',
          startsAt: '2026-12-24T22:00:00.000Z',
          endsAt: '2026-12-24T22:20:00.000Z',
          completedAt: null,
          leftOutAt: null,
        },
      ],
    },
  },
})

export const completeTurnContract = contract({
  id: 'completeTurn',
  method: 'post',
  path: '/maintenance/{post}/turns/{server}/complete',
  scope: 'maintenance:write',
  summary: 'Says that one server is done early; its customers alone hear so, and the others go on',
  params: turn,
  query: nothing,
  body: z.strictObject({ version }),
  answer: ToldShape,
  hasNotices: true,
  example: { params: { ...exampleRunning, server: 'web08' }, body: { version: 0 }, answer: toldExample },
})

export const leaveOutTurnContract = contract({
  id: 'leaveOutTurn',
  method: 'post',
  path: '/maintenance/{post}/turns/{server}/leave-out',
  scope: 'maintenance:write',
  summary: 'Leaves one server out before its turn; its customers alone hear why, and the others take place',
  params: turn,
  query: nothing,
  body: z.strictObject({ version, reason: oneLine(500).describe('Why, as customers read it') }),
  answer: ToldShape,
  hasNotices: true,
  example: {
    params: { post: exampleIds.planned, server: 'web08' },
    body: { version: 0, reason: 'web08 has its new disks already.' },
    answer: toldExample,
  },
})
