import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { readMistakeReach } from '#db/reads/notices/mistake-reach.ts'
import { readPostPage } from '#db/reads/posts/post-page.ts'
import { notices } from '#db/schema/notice.ts'
import { audit } from '#db/schema/staff.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { withdrawServer } from '#lib/flows/incidents/withdraw-server.ts'
import { updateText } from '#lib/words/posts.ts'
import { wordsIn } from '#lib/words/words.ts'
import { idOf, incidentsFixture, secondsLater } from './incidents-fixture.ts'

const site = await incidentsFixture()
afterAll(() => site.close())
const { db, staffId } = site
let postId: string

beforeEach(async () => {
  await site.reset()
  await site.subscriber('ann', 'web01')
  await site.subscriber('bob', 'web02')
  postId = await site.declared({ web01: 'major_outage', web02: 'major_outage' })
  await decide(10)
  expect(await site.told(secondsLater(10))).toEqual(['began web01, web02 → ann, bob'])
})

const decide = (seconds: number) => decideAlerts(db, () => secondsLater(seconds))
const withdraw = (seconds: number, label = 'web02', isTold = true) =>
  withdrawServer(db, { postId, serverId: idOf(label), staffId, isTold }, secondsLater(seconds))
const texts = async (seconds: number) => {
  const page = await readPostPage((await site.post(postId)).slug, secondsLater(seconds), db)
  return page?.updates.map(update => updateText(wordsIn('en'), update)) ?? []
}

it('a server named by mistake is corrected to who was told of it, and its past counts nothing of it', async () => {
  expect(await readMistakeReach(db, postId, idOf('web02'), secondsLater(60))).toBe(1)
  const tries = await Promise.all([withdraw(60), withdraw(60)])
  expect(tries.sort()).toEqual(['done', 'gone'])
  await decide(61)
  expect(await site.told(secondsLater(61))).toEqual(['began web01, web02 → ann, bob', 'update web02 → bob'])
  const [said] = await db.select().from(notices).where(eq(notices.kind, 'update'))
  expect(said?.facts.saying).toMatchObject({
    title: 'web02 was not affected',
    text: expect.stringContaining('by mistake in “web01 is down”. It was not affected'),
    isCorrection: true,
  })
  expect(await site.history('web02')).toEqual([])
  expect(await site.history('web01')).toEqual(['14:30 major_outage'])
  expect((await texts(62))[0]).toBe('Correction: web02 was named here by mistake. It was not affected.')
  expect((await db.select().from(audit)).map(line => line.action)).toContain('withdraw-server')
})

it('its customers hear of no end of what it had no part in', async () => {
  await withdraw(60)
  await resolveIncident(db, { postId, staffId, title: 'web01 was down', text: 'Over.' }, secondsLater(300))
  await decide(320)
  expect((await site.told(secondsLater(320))).at(-1)).toBe('ended web01 → ann')
})

it('one that is named in an incident that is over is taken out of what was noted of the end, too', async () => {
  await resolveIncident(db, { postId, staffId, title: 'web01 was down', text: 'Over.' }, secondsLater(300))
  await decide(320)
  await site.told(secondsLater(320))
  expect(await withdraw(900)).toBe('done')
  expect((await site.told(secondsLater(901))).at(-1)).toBe('update web02 → bob')
  expect(await site.history('web02')).toEqual([])
  expect((await site.post(postId)).phase).toBe('resolved')
})

it('nobody hears of it where staff want no mail, or nobody was told', async () => {
  await withdraw(60, 'web02', false)
  expect(await site.told(secondsLater(61))).toHaveLength(1)
  const unheard = await site.declared({ web03: 'degraded' }, { isTold: false })
  const gone = { postId: unheard, serverId: idOf('web03'), staffId, isTold: true }
  expect(await withdrawServer(db, gone, secondsLater(62))).toBe('done')
  expect(await site.told(secondsLater(63))).toHaveLength(1)
})

it('what an alert says is no mistake of ours while it is open', async () => {
  await site.alert('web02', secondsLater(30))
  expect(await withdraw(60)).toBe('alerted')
  await site.alert('web02', secondsLater(90), { state: 'resolved', endsAt: secondsLater(90) })
  expect(await withdraw(200)).toBe('done')
  await decide(201)
  expect((await site.rows(postId)).map(row => row.serverId)).toEqual([idOf('web01')])
})
