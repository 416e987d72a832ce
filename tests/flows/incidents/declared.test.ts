import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { readTroubleReach } from '#db/reads/notices/reach.ts'
import { readMergedInto } from '#db/reads/posts/gone-post.ts'
import { alerts } from '#db/schema/alert.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { audit } from '#db/schema/staff.ts'
import { updates } from '#db/schema/update.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { changeIncident } from '#lib/flows/incidents/change-incident.ts'
import { declareIncident, enterPastIncident } from '#lib/flows/incidents/declare-incident.ts'
import { judgeServers } from '#lib/flows/incidents/judge-servers.ts'
import { mergeIncident } from '#lib/flows/incidents/merge-incident.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { splitIncident } from '#lib/flows/incidents/split-incident.ts'
import { takeBackIncident } from '#lib/flows/incidents/take-back-incident.ts'
import { idOf, incidentsFixture, now, secondsLater } from './incidents-fixture.ts'

const site = await incidentsFixture()
afterAll(() => site.close())
const { db, staffId } = site
beforeEach(() => site.reset())

const decide = (seconds: number) => decideAlerts(db, () => secondsLater(seconds))
const minutesLater = (count: number) => secondsLater(count * 60)

describe('declaring an incident', () => {
  it('shows it at once, tells who watches its servers ten seconds later, and is written down', async () => {
    await site.subscriber('ann', 'web01')
    await site.subscriber('bob', 'web03')
    const id = await site.declared({ web01: 'major_outage', web02: 'degraded' })
    expect(await site.post(id)).toMatchObject({
      visibility: 'published',
      cause: null,
      phase: 'investigating',
    })
    expect(site.refreshed).toContain('/servers/web01.example.net')
    expect(await db.select().from(audit)).toMatchObject([{ staffId, action: 'declare-incident' }])
    await decide(1)
    expect(await db.$count(notices)).toBe(0)
    expect(await site.history('web01')).toEqual(['14:30 major_outage'])
    await decide(10)
    expect(await site.told(secondsLater(10))).toEqual(['began web01, web02 → ann'])
  })

  it('is done once by a form that is sent twice, and not of what has yet to begin', async () => {
    const postId = newId()
    const facts = {
      postId,
      staffId,
      title: 'x',
      text: 'y',
      servers: [],
      groupId: null,
      nextUpdateAt: null,
      isTold: true,
    }
    const declare = () => declareIncident(db, { ...facts, startedAt: now }, now)
    expect((await Promise.all([declare(), declare(), declare()])).sort()).toEqual([
      'done',
      'there-already',
      'there-already',
    ])
    const later = { ...facts, postId: newId(), startedAt: minutesLater(1) }
    expect(await declareIncident(db, later, now)).toBe('future')
    expect(await db.$count(posts)).toBe(1)
  })

  it('gathers later alerts of its servers, which tell nobody again', async () => {
    await site.subscriber('ann', 'web01')
    const id = await site.declared({ web01: 'major_outage' })
    await decide(10)
    await site.alert('web01', secondsLater(240), { isGuess: false })
    await decide(600)
    expect(await db.select().from(alerts)).toMatchObject([{ postId: id }])
    expect(await site.told(secondsLater(600))).toEqual(['began web01 → ann'])
    await site.alert('web01', secondsLater(700), { state: 'resolved', endsAt: secondsLater(690) })
    await decide(4000)
    expect(await site.rows(id)).toMatchObject([{ impact: 'major_outage', endedAt: null, clearedAt: null }])
  })

  it('of no server tells who wants to hear of outages, in the words of staff, and its end who has heard', async () => {
    await site.subscriber('ann', 'web01')
    const id = await site.declared({}, { title: 'Our support line is down' })
    expect(await site.told(secondsLater(5))).toEqual(['update  → '])
    expect(await site.told(secondsLater(11))).toEqual(['update  → ann'])
    await site.subscriber('bob', 'web01')
    const end = { postId: id, staffId, title: 'Our support line was down', text: 'It works again.' }
    expect(await resolveIncident(db, end, minutesLater(5))).toBe('done')
    expect(await site.told(minutesLater(6))).toEqual(['update  → ann', 'update  → ann'])
  })

  it('tells nobody where staff want that, and how many it would tell is known before', async () => {
    await site.subscriber('ann', 'web01')
    const web01 = {
      id: idOf('web01'),
      label: 'web01',
      impact: 'major_outage',
      cause: 'outage',
      since: '',
    } as const
    expect(await readTroubleReach(db, [web01], now)).toEqual({ count: 1, lately: 0 })
    expect(await readTroubleReach(db, [], now)).toEqual({ count: 1, lately: 0 })
    await site.declared({ web01: 'major_outage' }, { isTold: false })
    await decide(10)
    await decide(3600)
    expect(await db.$count(notices)).toBe(0)
  })
})

describe('taking back what was declared a moment ago', () => {
  it('leaves nothing of it to readers, and its alerts to themselves', async () => {
    await site.subscriber('ann', 'web01')
    const id = await site.declared({ web01: 'major_outage' })
    await site.alert('web01', secondsLater(2), {
      startsAt: secondsLater(-400),
      receivedAt: secondsLater(-300),
    })
    expect(await takeBackIncident(db, { postId: id, staffId }, secondsLater(5))).toBe('done')
    expect(await site.post(id)).toMatchObject({ visibility: 'draft' })
    await decide(6)
    const [own] = await db.select().from(alerts)
    expect(own?.postId).not.toBe(id)
    expect(own?.postId).not.toBeNull()
    expect((await site.told(secondsLater(60))).every(said => said === 'began web01 → ann')).toBe(true)
  })

  it('is too late when it may be told', async () => {
    const id = await site.declared({ web01: 'major_outage' })
    expect(await takeBackIncident(db, { postId: id, staffId }, secondsLater(10))).toBe('too-late')
    expect(await site.post(id)).toMatchObject({ visibility: 'published' })
  })
})

describe('the servers of an open incident', () => {
  const judge = (
    postId: string,
    judgements: Parameters<typeof judgeServers>[1]['judgements'],
    seconds: number,
  ) => judgeServers(db, { postId, staffId, judgements, isTold: true }, secondsLater(seconds))

  it('can be added, made worse and taken out, and who it concerns is told', async () => {
    await site.subscriber('ann', 'web01')
    await site.subscriber('cy', 'web03')
    const id = await site.declared({ web01: 'degraded', web02: 'degraded' })
    await decide(10)
    const judgements = [
      { serverId: idOf('web01'), impact: 'operational', seen: 'degraded' },
      { serverId: idOf('web03'), impact: 'major_outage', seen: null },
    ] as const
    expect(await judge(id, judgements, 60)).toBe('done')
    await decide(60)
    expect(await site.told(secondsLater(60))).toEqual(['began web01, web02 → ann'])
    await decide(70)
    await decide(2000)
    const told = await site.told(secondsLater(2000))
    expect(told.slice(1).sort()).toEqual(['began web03 → cy', 'ended web01 → ann'])
    const timeline = await db.select().from(updates)
    expect(timeline.some(entry => entry.facts?.is === 'change')).toBe(true)
    expect(await site.history('web01')).toEqual(['14:30 degraded', '14:31 operational'])
  })

  it('stay as a person says while the alerts of then go on', async () => {
    await site.alert('web01', secondsLater(300))
    const [post] = await db.select().from(posts)
    const id = post?.id ?? ''
    const said = [{ serverId: idOf('web01'), impact: 'degraded', seen: 'major_outage' }] as const
    expect(await judge(id, said, 360)).toBe('done')
    await site.alert('web01', secondsLater(400))
    expect(await site.rows(id)).toMatchObject([{ impact: 'degraded' }])
    const well = [{ serverId: idOf('web01'), impact: 'operational', seen: 'degraded' }] as const
    expect(await judge(id, well, 420)).toBe('done')
    await site.alert('web01', secondsLater(430))
    expect(await site.rows(id)).toMatchObject([{ endedAt: secondsLater(420) }])
  })

  it('are not changed by who saw something else, nor of what is over', async () => {
    const id = await site.declared({ web01: 'degraded' })
    const wrong = [{ serverId: idOf('web01'), impact: 'major_outage', seen: 'partial_outage' }] as const
    expect(await judge(id, wrong, 5)).toBe('changed-meanwhile')
    const same = [{ serverId: idOf('web01'), impact: 'degraded', seen: 'degraded' }] as const
    expect(await judge(id, same, 5)).toBe('nothing')
    await resolveIncident(db, { postId: id, staffId, title: 'x', text: 'y' }, secondsLater(60))
    const late = [{ serverId: idOf('web02'), impact: 'major_outage', seen: null }] as const
    expect(await judge(id, late, 61)).toBe('over')
    expect(await site.rows(id)).toMatchObject([{ impact: 'degraded' }])
  })

  it('of which nobody heard are gone without a word when they are taken out', async () => {
    const id = await site.declared({ web01: 'degraded', web02: 'degraded' })
    const out = [{ serverId: idOf('web02'), impact: 'operational', seen: 'degraded' }] as const
    expect(await judge(id, out, 2)).toBe('done')
    expect(await site.rows(id)).toMatchObject([{ serverId: idOf('web01') }])
  })
})

describe('two incidents that are one', () => {
  it('become one: its address leads on, and nobody is told twice', async () => {
    await site.subscriber('ann', 'web01')
    await site.subscriber('bob', 'web02')
    const first = await site.declared({ web01: 'major_outage' })
    const second = await site.declared({ web02: 'degraded' })
    await decide(10)
    expect(await mergeIncident(db, { postId: second, intoId: first, staffId }, secondsLater(60))).toBe('done')
    await decide(61)
    expect(await site.rows(first)).toMatchObject([{ impact: 'major_outage' }, { impact: 'degraded' }])
    const [gone, kept] = [await site.post(second), await site.post(first)]
    expect(gone).toMatchObject({ visibility: 'draft', mergedIntoId: first })
    expect(await readMergedInto(gone.slug, db)).toBe(kept.slug)
    expect(site.refreshed).toContain(`/posts/${gone.slug}`)
    expect(await db.$count(notices)).toBe(2)
    await resolveIncident(db, { postId: first, staffId, title: 'x', text: 'It is over.' }, minutesLater(5))
    await decide(400)
    const told = await site.told(secondsLater(400))
    expect(told.at(-1)).toBe('ended web01, web02 → ann, bob')
  })

  it('stay two when one is over', async () => {
    const [first, second] = [
      await site.declared({ web01: 'degraded' }),
      await site.declared({ web02: 'degraded' }),
    ]
    await resolveIncident(db, { postId: first, staffId, title: 'x', text: 'y' }, secondsLater(20))
    expect(await mergeIncident(db, { postId: second, intoId: first, staffId }, secondsLater(30))).toBe('over')
    expect(await site.post(second)).toMatchObject({ visibility: 'published', mergedIntoId: null })
  })
})

describe('an incident that is two', () => {
  it('is split by servers: who heard of them hears of their end', async () => {
    await site.subscriber('ann', 'web01')
    await site.subscriber('bob', 'web02')
    const id = await site.declared({ web01: 'major_outage', web02: 'degraded' })
    await decide(10)
    const newPostId = newId()
    const wanted = {
      postId: id,
      newPostId,
      staffId,
      serverIds: [idOf('web02')],
      title: 'web02 is slow',
      text: 'Disks.',
    }
    expect(await splitIncident(db, wanted, secondsLater(60))).toBe('done')
    await decide(61)
    expect([await site.rows(id), await site.rows(newPostId)]).toMatchObject([
      [{ serverId: idOf('web01') }],
      [{ serverId: idOf('web02') }],
    ])
    expect(await db.$count(notices)).toBe(1)
    await site.told(secondsLater(61))
    await resolveIncident(db, { postId: newPostId, staffId, title: 'x', text: 'Changed.' }, minutesLater(5))
    await decide(400)
    expect((await site.told(secondsLater(400))).at(-1)).toBe('ended web02 → bob')
  })

  it('keeps at least one server', async () => {
    const id = await site.declared({ web01: 'degraded' })
    const all = { postId: id, newPostId: newId(), staffId, serverIds: [idOf('web01')], title: 'x', text: 'y' }
    expect(await splitIncident(db, all, secondsLater(60))).toBe('not-a-part')
    expect(await db.$count(posts)).toBe(1)
  })
})

describe('when an incident really was', () => {
  it('can be said afterwards, and the days of its servers show it', async () => {
    const id = await site.declared({ web01: 'major_outage' })
    await decide(10)
    await resolveIncident(
      db,
      { postId: id, staffId, title: 'web01 was down', text: 'Over.' },
      minutesLater(30),
    )
    await decide(1820)
    expect(await site.history('web01')).toEqual(['14:30 major_outage', '15:00 operational'])
    const seen = { title: 'web01 was down', startedAt: now, endedAt: minutesLater(30) }
    const real = { startedAt: minutesLater(-10), endedAt: minutesLater(20) }
    const change = { postId: id, staffId, title: 'web01 had no power', seen, ...real }
    expect(await changeIncident(db, change, minutesLater(60))).toBe('done')
    expect(await site.history('web01')).toEqual(['14:20 major_outage', '14:50 operational'])
    expect(await site.post(id)).toMatchObject({ title: 'web01 had no power', startedAt: minutesLater(-10) })
    expect(await changeIncident(db, change, minutesLater(61))).toBe('changed-meanwhile')
    const backwards = {
      ...change,
      title: 'x',
      endedAt: minutesLater(-11),
      seen: { title: change.title, ...real },
    }
    expect(await changeIncident(db, backwards, minutesLater(61))).toBe('backwards')
    expect(await site.post(id)).toMatchObject({ title: 'web01 had no power' })
    await decide(4000)
    expect(await site.history('web01')).toEqual(['14:20 major_outage', '14:50 operational'])
  })

  it('can be entered of what is over, and nobody is told', async () => {
    await site.subscriber('ann', 'web01')
    const past = {
      postId: newId(),
      staffId,
      title: 'web01 had no power',
      text: 'A fuse.',
      servers: [{ id: idOf('web01'), impact: 'major_outage' as const }],
      groupId: null,
      startedAt: minutesLater(-120),
      endedAt: minutesLater(-60),
    }
    expect(await enterPastIncident(db, { ...past, endedAt: minutesLater(1) }, now)).toBe('backwards')
    expect(await enterPastIncident(db, past, now)).toBe('done')
    expect(await enterPastIncident(db, past, now)).toBe('there-already')
    await decide(1)
    expect(await site.history('web01')).toEqual(['12:30 major_outage', '13:30 operational'])
    expect(await db.$count(notices)).toBe(0)
    expect(await db.select().from(affectedServers)).toMatchObject([{ announcedImpact: null }])
  })
})
