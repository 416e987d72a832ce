import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { readTakenBack } from '#db/reads/incidents/taken-back.ts'
import { readUpdateReach } from '#db/reads/notices/reach.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { updates } from '#db/schema/update.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { dropTemplate, keepTemplate, listTemplates } from '#lib/flows/incidents/change-templates.ts'
import { correctUpdate } from '#lib/flows/incidents/correct-update.ts'
import { mergeIncident } from '#lib/flows/incidents/merge-incident.ts'
import { previewUpdate } from '#lib/flows/incidents/preview-update.ts'
import { reopenIncident } from '#lib/flows/incidents/reopen-incident.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { takeBackUpdate } from '#lib/flows/incidents/take-back-update.ts'
import { writeUpdate } from '#lib/flows/incidents/write-update.ts'
import { planLeftNotices } from '#lib/flows/notices/plan-left-notices.ts'
import { mostCorrections } from '#lib/rules/incidents/written-update.ts'
import { incidentsFixture, now, secondsLater } from './incidents-fixture.ts'

const site = await incidentsFixture()
afterAll(() => site.close())
const { db, staffId } = site
let postId: string

beforeEach(async () => {
  await site.reset()
  await site.subscriber('ann', 'web01')
  postId = await site.declared({ web01: 'major_outage' })
  await decideAlerts(db, () => secondsLater(10))
  await site.told(secondsLater(10))
  await site.subscriber('bob', 'web01')
})

const entry = (facts: Partial<Parameters<typeof writeUpdate>[1]> = {}) => ({
  id: newId(),
  postId,
  staffId,
  phase: 'identified' as const,
  text: 'It was a disk.',
  nextUpdateAt: secondsLater(3600),
  isMailed: true,
  ...facts,
})

const bodies = async () => (await db.select().from(updates)).map(update => update.body)

describe('an update', () => {
  it('is told when nobody can take it back any more, however often its notice is planned', async () => {
    await writeUpdate(db, entry(), secondsLater(60))
    expect((await site.told(secondsLater(69))).at(-1)).toBe('update web01 → ')
    expect(await planLeftNotices(db)).toBe(1)
    expect((await site.told(secondsLater(70))).at(-1)).toBe('update web01 → ann, bob')
    expect((await site.told(secondsLater(80))).at(-1)).toBe('update web01 → ann, bob')
  })

  it('whose form comes again undoes nothing that was written since', async () => {
    const first = entry({ isMailed: false })
    await writeUpdate(db, first, secondsLater(60))
    const second = entry({ phase: 'monitoring', nextUpdateAt: null, isMailed: false })
    await writeUpdate(db, second, secondsLater(120))
    expect(await writeUpdate(db, first, secondsLater(180))).toBe('done')
    expect(await site.post(postId)).toMatchObject({ phase: 'monitoring', nextUpdateAt: null })
  })

  it('waits where a colleague has written one that its author has not seen, and is published once they have', async () => {
    await db
      .insert(staff)
      .values({ role: 'owner', id: 'eveeveeveeve', name: 'Eve', email: 'eve@example.net' })
    await writeUpdate(db, entry({ staffId: 'eveeveeveeve', isMailed: false }), secondsLater(60))
    const mine = entry({ phase: 'investigating', seenAt: secondsLater(30), isMailed: false })
    expect(await writeUpdate(db, mine, secondsLater(90))).toBe('changed-meanwhile')
    expect(await site.post(postId)).toMatchObject({ phase: 'identified' })
    const seen = { ...mine, seenAt: secondsLater(90) }
    expect(await writeUpdate(db, seen, secondsLater(95))).toBe('done')
    // What they wrote themselves, they know.
    const next = entry({ seenAt: secondsLater(90), isMailed: false })
    expect(await writeUpdate(db, next, secondsLater(120))).toBe('done')
  })

  it('is told only to who has heard of the incident, where staff choose that', async () => {
    expect(await readUpdateReach(db, postId, secondsLater(60))).toMatchObject({
      watching: { count: 2 },
      heard: { count: 1 },
    })
    await writeUpdate(db, entry({ isForHeard: true }), secondsLater(60))
    expect((await site.told(secondsLater(70))).at(-1)).toBe('update web01 → ann')
  })

  it('says beforehand how many were told something just now', async () => {
    await db.update(deliveries).set({ state: 'sent', sentAt: secondsLater(30) })
    const reach = async (seconds: number) =>
      (await readUpdateReach(db, postId, secondsLater(seconds))).watching
    expect(await reach(60)).toEqual({ count: 2, lately: 1 })
    expect(await reach(700)).toEqual({ count: 2, lately: 0 })
  })

  it('is shown beforehand as readers would get it', async () => {
    const incident = await readIncident(db, postId)
    if (!incident) throw new Error('It is gone.')
    const draft = {
      phase: 'identified' as const,
      text: 'It was **a disk**.',
      nextUpdateAt: secondsLater(1800),
    }
    const { banner, mail, message } = await previewUpdate(db, incident, draft, now)
    expect(banner).toContain('web01 is down')
    expect(banner).toContain('15:00 UTC')
    expect(mail.subject).toBe('Update: web01 is down')
    expect(mail.html).toContain('It was a disk.')
    expect(message).toContain('It was a disk.')
  })
})

describe('taking back an update', () => {
  const takeBack = (updateId: string, seconds: number) =>
    takeBackUpdate(db, { updateId, postId, staffId }, secondsLater(seconds))

  it('leaves page, phase and promise as they were, and tells nobody', async () => {
    const before = await site.post(postId)
    const written = entry()
    await writeUpdate(db, written, secondsLater(60))
    expect(await takeBack(written.id, 69)).toBe('done')
    expect(await bodies()).toEqual(['We are looking into it.'])
    const { phase, nextUpdateAt, touchedAt } = before
    expect(await site.post(postId)).toMatchObject({ phase, nextUpdateAt, touchedAt })
    expect(await db.$count(notices)).toBe(1)
    expect((await db.select().from(audit)).map(({ action }) => action)).toContain('take-back-update')
    expect(await takeBack(written.id, 69)).toBe('too-late')
    // Who takes it back to put it right does not write it again.
    const words = {
      text: 'It was a disk.',
      phase: 'identified',
      at: secondsLater(69),
      language: 'en',
      translations: {},
    }
    expect(await readTakenBack(db, { postId, updateId: written.id })).toEqual(words)
    expect(await readTakenBack(db, { postId, updateId: 'another' })).toBeNull()
  })

  it('is too late once it may be told', async () => {
    const written = entry()
    await writeUpdate(db, written, secondsLater(60))
    expect(await takeBack(written.id, 70)).toBe('too-late')
    expect(await bodies()).toContain('It was a disk.')
    expect((await site.told(secondsLater(71))).at(-1)).toBe('update web01 → ann, bob')
  })

  it('leaves what a colleague wrote since', async () => {
    const [first, second] = [
      entry(),
      entry({ phase: 'monitoring', text: 'It is changed.', nextUpdateAt: null }),
    ]
    await writeUpdate(db, first, secondsLater(60))
    await writeUpdate(db, second, secondsLater(62))
    expect(await takeBack(first.id, 64)).toBe('done')
    expect(await site.post(postId)).toMatchObject({ phase: 'monitoring', nextUpdateAt: null })
  })

  it.each([
    [0, 1],
    [1, 0],
  ])('one after the other puts back what was before both (%i, then %i)', async (...order) => {
    const before = await site.post(postId)
    const written = [
      entry(),
      entry({ phase: 'monitoring', text: 'It is changed.', nextUpdateAt: secondsLater(7200) }),
    ]
    for (const [place, each] of written.entries()) await writeUpdate(db, each, secondsLater(60 + place))
    for (const place of order) expect(await takeBack(written[place]?.id ?? '', 65)).toBe('done')
    const { phase, nextUpdateAt, touchedAt } = before
    expect(await site.post(postId)).toMatchObject({ phase, nextUpdateAt, touchedAt })
    expect(await bodies()).toEqual(['We are looking into it.'])
  })

  it('before one that resolved it, and then that, opens it as it was', async () => {
    const written = entry()
    await writeUpdate(db, written, secondsLater(60))
    await resolveIncident(db, { postId, staffId, title: 'web01 was down', text: 'Over.' }, secondsLater(62))
    const [last] = await db.select().from(updates).where(eq(updates.body, 'Over.'))
    expect(await takeBack(written.id, 64)).toBe('done')
    expect(await takeBack(last?.id ?? '', 66)).toBe('done')
    expect(await site.post(postId)).toMatchObject({
      phase: 'investigating',
      nextUpdateAt: null,
      resolvedAt: null,
    })
  })

  it('is too late once its incident and another one are one', async () => {
    const other = await site.declared({ web02: 'degraded' })
    const written = entry({ postId: other, phase: 'monitoring', nextUpdateAt: null })
    await writeUpdate(db, written, secondsLater(60))
    await mergeIncident(db, { postId: other, intoId: postId, staffId }, secondsLater(62))
    const before = await site.post(postId)
    expect(await takeBack(written.id, 64)).toBe('too-late')
    expect(await site.post(postId)).toEqual(before)
    expect((await site.told(secondsLater(70))).at(-1)).toContain('update')
  })

  it('opens again what was resolved a moment ago, and nobody hears of an end', async () => {
    await resolveIncident(db, { postId, staffId, title: 'web01 was down', text: 'Over.' }, secondsLater(60))
    await decideAlerts(db, () => secondsLater(61))
    const [last] = await db.select().from(updates).where(eq(updates.body, 'Over.'))
    expect(await takeBack(last?.id ?? '', 65)).toBe('done')
    await decideAlerts(db, () => secondsLater(66))
    await decideAlerts(db, () => secondsLater(5000))
    expect(await site.post(postId)).toMatchObject({ resolvedAt: null, phase: 'investigating' })
    expect(await site.rows(postId)).toMatchObject([{ endedAt: null, clearedAt: null, until: null }])
    expect(await site.told(secondsLater(5000))).toEqual(['began web01 → ann'])
  })
})

describe('correcting an entry', () => {
  const correction = (id: string, seen: string, text: string, isTold = false) => ({
    id,
    postId,
    staffId,
    seen,
    text,
    isTold,
  })

  it('shows when, keeps the old words for staff, and is told to who has heard, if wanted', async () => {
    const written = entry({ isMailed: false })
    await writeUpdate(db, written, secondsLater(60))
    const wanted = correction(written.id, 'It was a disk.', 'It was a cable.', true)
    expect(await correctUpdate(db, wanted, secondsLater(120))).toBe('done')
    const [row] = await db.select().from(updates).where(eq(updates.id, written.id))
    expect(row).toMatchObject({
      body: 'It was a cable.',
      correctedAt: secondsLater(120),
      createdAt: secondsLater(60),
      earlier: [{ body: 'It was a disk.', writtenAt: secondsLater(60).toISOString(), staffId }],
    })
    expect((await site.told(secondsLater(121))).at(-1)).toBe('update web01 → ann')
    const [notice] = await db.select().from(notices).where(eq(notices.updateId, written.id))
    expect(notice?.facts.saying).toMatchObject({ isCorrection: true, text: 'It was a cable.' })
  })

  it.each([true, false])(
    'of which nobody has heard yet puts the right words into what is told, once',
    async isTold => {
      const written = entry()
      await writeUpdate(db, written, secondsLater(60))
      const wanted = correction(written.id, 'It was a disk.', 'It was a cable.', isTold)
      expect(await correctUpdate(db, wanted, secondsLater(65))).toBe('done')
      expect((await site.told(secondsLater(71))).slice(1)).toEqual(['update web01 → ann, bob'])
      const [notice] = await db.select().from(notices).where(eq(notices.updateId, written.id))
      expect(notice?.facts.saying).toMatchObject({ text: 'It was a cable.' })
    },
  )

  it('does nothing for who saw other words, nor without a change, nor for ever', async () => {
    const written = entry({ isMailed: false })
    await writeUpdate(db, written, secondsLater(60))
    const correct = (seen: string, text: string) => correctUpdate(db, correction(written.id, seen, text), now)
    expect(await correct('It was a disk.', 'It was a disk.')).toBe('nothing')
    expect(await correct('It was a fan.', 'It was a cable.')).toBe('changed-meanwhile')
    const twice = await Promise.all(['a', 'b'].map(text => correct('It was a disk.', text)))
    expect(twice.sort()).toEqual(['changed-meanwhile', 'done'])
    const [row] = await db.select().from(updates).where(eq(updates.id, written.id))
    await db
      .update(updates)
      .set({
        earlier: Array.from(
          { length: mostCorrections },
          () => row?.earlier[0] ?? { body: '', writtenAt: '', staffId },
        ),
      })
      .where(eq(updates.id, written.id))
    expect(await correct(row?.body ?? '', 'c')).toBe('changed-meanwhile')
  })
})

describe('opening an incident again', () => {
  const end = (seconds: number) =>
    resolveIncident(db, { postId, staffId, title: 'web01 was down', text: 'Over.' }, secondsLater(seconds))
  const reopening = (isTold: boolean) => ({ postId, staffId, text: 'It is not over.', isTold })

  it('within a day tells who watches its servers, once, and its end later', async () => {
    await end(60)
    await decideAlerts(db, () => secondsLater(70))
    expect((await site.told(secondsLater(70))).at(-1)).toBe('ended web01 → ann')
    expect(await reopenIncident(db, reopening(true), secondsLater(600))).toBe('done')
    expect(await reopenIncident(db, reopening(true), secondsLater(601))).toBe('too-late')
    await decideAlerts(db, () => secondsLater(601))
    await decideAlerts(db, () => secondsLater(4000))
    expect((await site.told(secondsLater(4000))).slice(2)).toEqual(['update web01 → ann, bob'])
    expect(await site.history('web01')).toEqual([
      '14:30 major_outage',
      '14:31 operational',
      '14:31 major_outage',
    ])
    await end(5000)
    await decideAlerts(db, () => secondsLater(5010))
    expect((await site.told(secondsLater(5010))).at(-1)).toBe('ended web01 → ann, bob')
  })

  it('tells nobody where that is wanted', async () => {
    await end(60)
    await decideAlerts(db, () => secondsLater(70))
    await reopenIncident(db, reopening(false), secondsLater(600))
    await decideAlerts(db, () => secondsLater(4000))
    expect(await site.told(secondsLater(4000))).toEqual(['began web01 → ann', 'ended web01 → ann'])
  })

  it('leaves a server out that is out of service since', async () => {
    await end(60)
    await db.update(servers).set({ retiredAt: secondsLater(300) })
    expect(await reopenIncident(db, reopening(true), secondsLater(600))).toBe('done')
    const rows = await db.select({ endedAt: affectedServers.endedAt }).from(affectedServers)
    expect(rows).toEqual([{ endedAt: secondsLater(60) }])
  })

  it('after a day is too late', async () => {
    await end(60)
    expect(await reopenIncident(db, reopening(true), secondsLater(60 + 86_400))).toBe('too-late')
  })
})

describe('templates', () => {
  it('are there from the start, and are kept as staff change them', async () => {
    const first = await listTemplates(db)
    expect(first.version).toBe(0)
    expect(first.templates.length).toBeGreaterThan(5)
    const template = {
      id: 'mine',
      name: 'Power',
      phase: 'identified',
      kind: 'outage',
      text: 'A fuse of {servers}.',
      language: 'en',
      translations: { de: 'Eine Sicherung von {servers}.' },
    } as const
    const keep = () => keepTemplate(db, { template, staffId, version: 0 }, now)
    expect((await Promise.all([keep(), keep()])).sort()).toEqual(['changed-meanwhile', 'done'])
    expect((await listTemplates(db)).templates).toHaveLength(first.templates.length + 1)
    const changed = { ...template, text: 'Two fuses of {servers}.' }
    expect(await keepTemplate(db, { template: changed, staffId, version: 1 }, now)).toBe('done')
    expect(await dropTemplate(db, { templateId: 'look-outage', staffId, version: 1 }, now)).toBe(
      'changed-meanwhile',
    )
    expect(await dropTemplate(db, { templateId: 'look-outage', staffId, version: 2 }, now)).toBe('done')
    const { templates, version } = await listTemplates(db)
    expect(version).toBe(3)
    expect(templates.find(({ id }) => id === 'mine')?.text).toBe('Two fuses of {servers}.')
    expect(templates.some(({ id }) => id === 'look-outage')).toBe(false)
  })
})
