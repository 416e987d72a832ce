import { expect, it } from 'vitest'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { type PolicyReplay, replayPolicy } from '#lib/flows/settings/replay-policy.ts'
import { defaultPolicy, type Policy } from '#lib/rules/policy/policy.ts'
import { later } from '#lib/rules/time/time.ts'
import { testDatabase } from '#tests/support/database.ts'

const { db } = await testDatabase()
const now = new Date('2026-03-30T12:00:00Z')
const day = (count: number, minutes = 0) => later(now, -count * 86_400 + minutes * 60)

async function lookBack(policy: Policy): Promise<PolicyReplay | null> {
  const replay = await replayPolicy(db, policy, now)
  if (replay === 'busy') throw new Error('Nobody else looks.')
  return replay
}

/** One outage a day of so many minutes each, the newest first. */
async function logOutages(minutes: readonly number[]): Promise<void> {
  const facts = { sourceId: 'scanner', serverId: 'web01', kind: 'outage', severity: 'critical' } as const
  const words = { format: 'generic', summary: 'no answer', isGuess: false }
  const lines = minutes.flatMap((length, i) => {
    const startsAt = day(i + 1)
    const line = { ...facts, ...words, fingerprint: `ping-${i}`, startsAt, result: 'accepted' as const }
    const endsAt = day(i + 1, length)
    return [
      { ...line, state: 'firing' as const, receivedAt: startsAt, decidedAt: startsAt },
      { ...line, state: 'resolved' as const, endsAt, receivedAt: endsAt, decidedAt: endsAt },
    ]
  })
  lines.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
  await db.insert(alertLog).values(lines)
}

it('says what another policy would have told of the last 30 days, and writes nothing', async () => {
  expect(await replayPolicy(db, defaultPolicy, now)).toBeNull()
  await db.insert(sources).values({ id: 'scanner', name: 'Scanner', tokenHash: 'x', isDebounced: false })
  await db.insert(servers).values({ id: 'web01', hostname: 'web01.example.net', label: 'web01' })
  await logOutages([60, 2, 60, 5, 60])
  const same = await lookBack(defaultPolicy)
  expect(same).toMatchObject({ lines: 10, isWhole: true, present: { incidents: 4, firstAfterSeconds: 180 } })
  expect(same?.wanted).toEqual(same?.present)
  const calmer = await lookBack({ ...defaultPolicy, confirmSeconds: 600 })
  expect(calmer).toMatchObject({
    present: { incidents: 4 },
    wanted: { incidents: 3, firstAfterSeconds: 600 },
  })
  const quick = await lookBack({ ...defaultPolicy, confirmSeconds: 0 })
  expect(quick?.wanted).toMatchObject({ incidents: 5, firstAfterSeconds: 0 })
  expect(await db.$count(alerts)).toBe(0)
})
