import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readFindings, readPostFindings } from '#db/reads/agents/desk-findings.ts'
import { readPublishedExamined } from '#db/reads/agents/examined.ts'
import { readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import { findings } from '#db/schema/agents/finding.ts'
import { alertLog } from '#db/schema/alert.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { staff } from '#db/schema/staff.ts'
import { serverMarkdown } from '#lib/documents/markdown/server-markdown.ts'
import { findPublicSame } from '#lib/flows/agents/find-public-same.ts'
import { publishExamined, withdrawExamined } from '#lib/flows/agents/publish-examined.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { addToPublic } from '#lib/flows/incidents/add-to-public.ts'
import { approveIncident } from '#lib/flows/incidents/approve-incident.ts'
import { dismissIncident } from '#lib/flows/incidents/dismiss-incident.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { askVerdict } from '#lib/flows/servers/ask-verdict.ts'
import { NotAllowed } from '#lib/rules/staff/not-allowed.ts'
import { later } from '#lib/rules/time/time.ts'
import { minute, noticeFixture, resendMailer, start } from '#tests/flows/notices/notice-fixture.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { unbroken } from '#tests/support/unbroken.ts'
import { useMailProvider } from '#tests/support/use-mail-provider.ts'
import { agentOn, kit } from './agent-fixture.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
const provider = useMailProvider()
type Agent = Awaited<ReturnType<typeof agentOn>>
let web07: Agent
let web08: Agent
let db01: Agent
const staffId = 'dennis'

beforeAll(async () => {
  fixture = await noticeFixture()
}, 60_000)
afterAll(() => fixture.stop())
beforeEach(async () => {
  await fixture.reset()
  await emptyTables(fixture.db, 'posts', 'alert_log', 'sources')
  await fixture.staff(staffId)
  const on = (server: string) => agentOn(fixture.db, server, staffId, start)
  ;[web07, web08, db01] = [await on('web07'), await on('web08'), await on('db01')]
  for (const agent of [web07, web08, db01]) await agent.beat(minute(0))
})

const decide = (at: Date) => decideAlerts(fixture.db, () => at)

/** What an agent finds is sent, and decided. */
async function find(agent: Agent, at: Date, ...found: object[]) {
  const { body } = await agent.alerts(found, at)
  expect(body.results).toMatchObject(found.map(() => ({ status: 'accepted' })))
  await decide(at)
}

/** The staff's mails of all notices of what is held that were not planned yet. */
async function mails(at: Date) {
  const rows = await fixture.db.select().from(notices).where(eq(notices.kind, 'held'))
  for (const { id } of rows) await planNotice(fixture.db, id, at)
  await fixture.send(resendMailer(provider), later(at, 60))
  return provider.mails.map(mail => ({
    subject: mail.subject,
    text: unbroken(mail.text ?? ''),
    html: mail.html,
  }))
}

/** About files: agents that nobody lets beat fall silent, too. */
const incidents = () =>
  fixture.db.select().from(posts).where(eq(posts.cause, 'suspicious-file')).orderBy(desc(posts.startedAt))

async function onlyIncident() {
  const [post, ...others] = await incidents()
  expect(others).toEqual([])
  return (await readIncident(fixture.db, post?.id ?? '')) ?? expect.unreachable()
}

async function published(at = minute(6)) {
  await find(web07, minute(5), kit)
  const { id } = await onlyIncident()
  const words = { title: 'web07 is being checked', text: 'We found a file.' }
  expect(await approveIncident(fixture.db, { postId: id, staffId, ...words }, at)).toBe('done')
  await decide(at)
  return id
}

const page = async (label: string, at: Date) => {
  const found = await readServerPage(`${label}.example.com`, at, fixture.db)
  return found && 'server' in found ? found : expect.unreachable()
}

describe('a finding', () => {
  it('is held with its evidence, and staff are mailed where, what, and who else has the same', async () => {
    await find(web08, minute(4), { ...kit, labels: { ...kit.labels, sha256: 'b'.repeat(64) } })
    await find(web07, minute(5), kit)
    const incident = await onlyIncident()
    expect(incident).toMatchObject({ visibility: 'held', cause: 'suspicious-file' })
    expect(incident.servers.map(row => row.label)).toEqual(['web07', 'web08'])
    expect(await readPostFindings(fixture.db, [incident.id])).toMatchObject([
      { label: 'web07', path: kit.labels.path, owner: 'root:root 0755', sha256: kit.labels.sha256 },
      { label: 'web08', packageAnswer: 'owned by no package', action: 'reported', goneAt: null },
    ])
    const [mail] = await mails(minute(5))
    expect(mail?.subject).toBe('Held for you: suspicious file on web07 and web08')
    for (const said of [
      'Found on web07, web08',
      'Where: /lib64/libkeyutils.so.1.9',
      'Owner and mode: root:root 0755',
      `SHA-256: ${kit.labels.sha256}`,
      'Package manager: owned by no package',
      'First seen: 03:05 UTC',
      'What was done: reported',
      'The same on: no other server',
    ])
      expect(mail?.text).toContain(said)
    expect(mail?.html).toContain('<bdi')
  })

  it('that differs is held by itself, and the mail of one names where else the same is', async () => {
    await published()
    await find(web08, minute(30), {
      ...kit,
      fingerprint: 'x',
      labels: { ...kit.labels, path: '/usr/lib/x.so' },
    })
    await find(db01, minute(60), {
      ...kit,
      fingerprint: 'y',
      labels: { check: 'setuid', path: '/tmp/.x', firstSeen: minute(59).toISOString() },
    })
    const texts = (await mails(minute(60))).map(mail => mail.text)
    expect((await incidents()).map(post => post.visibility).sort()).toEqual(['held', 'held', 'published'])
    expect(texts.some(text => text.includes('Found on web08') && text.includes('The same on: web07'))).toBe(
      true,
    )
    const other = texts.find(text => text.includes('/tmp/.x'))
    expect(other).toContain('First seen: 03:59 UTC')
  })

  it('with a name that wants to be more than a name is shown as it is, and mailed all the same', async () => {
    const path = '/tmp/\u202egnp.exe\u0007 <script>alert(1)</script> AllclearTime99999999T9999Mark'
    await find(web07, minute(5), { ...kit, labels: { check: 'unowned', path, sha256: 'not a hash' } })
    const { findings: found } = await readFindings(
      fixture.db,
      { state: 'open', text: null, serverId: null },
      { limit: 9, offset: 0 },
    )
    expect(found[0]?.path).toBe('/tmp/gnp.exe <script>alert(1)</script> AllclearTime99999999T9999Mark')
    expect(found[0]?.sha256).toBeNull()
    const [mail] = await mails(minute(5))
    expect(mail?.html).not.toContain('<script>alert')
    expect(mail?.text).toContain('AllclearTime99999999T9999Mark')
  })

  it('comes and goes by alerts and by the list of each heartbeat, and keeps when it was seen first', async () => {
    await find(web07, minute(5), kit)
    await web07.beat(minute(10), [kit.fingerprint])
    const row = async () => (await fixture.db.select().from(findings))[0]
    expect(await row()).toMatchObject({ firstSeenAt: minute(5), lastSeenAt: minute(10), goneAt: null })
    await web07.beat(minute(15), [])
    expect(await row()).toMatchObject({ lastSeenAt: minute(10), goneAt: minute(15) })
    await find(web07, minute(20), { ...kit, startsAt: minute(20).toISOString() })
    expect(await row()).toMatchObject({ firstSeenAt: minute(5), lastSeenAt: minute(20), goneAt: null })
    expect(await fixture.db.$count(findings)).toBe(1)
  })

  it('that staff call harmless is known as that while it is there', async () => {
    await find(web07, minute(5), kit)
    await dismissIncident(fixture.db, { postId: (await onlyIncident()).id, staffId }, minute(6))
    const count = async (state: 'open' | 'harmless') =>
      (await readFindings(fixture.db, { state, text: null, serverId: null }, { limit: 9, offset: 0 })).total
    expect([await count('open'), await count('harmless')]).toEqual([0, 1])
  })

  it('of thousands on one server keeps the last two thousand', async () => {
    for (let i = 0; i < 5; i++) {
      const some = Array.from({ length: 450 }, (_, n) => ({
        ...kit,
        fingerprint: `f${i}-${n}`,
        severity: 'info',
      }))
      await web07.alerts(some, minute(5 + i))
    }
    expect(await fixture.db.$count(findings)).toBe(2000)
    expect(await fixture.db.$count(findings, eq(findings.fingerprint, 'f4-449'))).toBe(1)
  })

  it('of a test from the desk or a rule that ignores is none', async () => {
    await fixture.db.update(alertLog).set({ isTest: true })
    await web07.alerts([{ ...kit, dryRun: true }], minute(5))
    expect(await fixture.db.$count(findings)).toBe(0)
  })
})

describe('the same finding on another server', () => {
  it('is proposed for the public incident, and staff alone add it: then its customers are told', async () => {
    const id = await published()
    await find(web08, minute(30), kit)
    const [held] = (await incidents()).filter(post => post.visibility === 'held')
    expect(await findPublicSame(fixture.db, held?.id ?? '')).toMatchObject([{ id }])
    const addition = { postId: held?.id ?? '', intoId: id, staffId }
    const before = await addToPublic(fixture.db, { ...addition, seenServerIds: [] }, minute(31))
    expect(before).toBe('grown')
    const seen = { ...addition, seenServerIds: ['web08'] }
    expect(await addToPublic(fixture.db, seen, minute(31))).toBe('done')
    expect(await addToPublic(fixture.db, seen, minute(31))).toBe('over')
    await decide(minute(60))
    const incident = await readIncident(fixture.db, id)
    expect(incident?.servers).toMatchObject([
      { label: 'web07', announcedImpact: 'degraded' },
      { label: 'web08', announcedImpact: 'degraded' },
    ])
  })

  it('is never added to what is no such incident', async () => {
    await find(web07, minute(5), kit)
    const { id } = await onlyIncident()
    const addition = { postId: id, intoId: 'nowhere', seenServerIds: ['web07'], staffId }
    expect(await addToPublic(fixture.db, addition, minute(6))).toBe('over')
  })
})

describe('a finding that no agent reports any more', () => {
  it('is no all clear: its end is proposed to staff, readers see no change, and staff end it', async () => {
    const id = await published()
    await web07.beat(minute(10), [])
    await decide(minute(10))
    await decide(minute(60 * 24 * 7))
    expect(await readIncident(fixture.db, id)).toMatchObject({
      resolvedAt: null,
      resolutionProposedAt: expect.any(Date),
    })
    const { banner } = await page('web07', minute(11))
    expect(banner.state).toBe('being_checked')
    const end = { postId: id, staffId, title: 'It is over', text: 'We set the server up anew.' }
    expect(await resolveIncident(fixture.db, end, minute(70))).toBe('done')
    expect((await page('web07', minute(71))).banner.state).toBe('fine')
  })
})

describe('“not on your server”', () => {
  const examined = async (label: string, at: Date) => (await page(label, at)).examined

  it('is read of servers where an agent looked, once staff publish it, and of no others', async () => {
    const id = await published()
    await web08.beat(minute(7))
    await db01.beat(minute(7), [], { unknown: ['rpm-verify: rpm is missing'] })
    expect(await examined('web08', minute(8))).toEqual([])
    expect(await publishExamined(fixture.db, { postId: id, staffId }, minute(8))).toBe('done')
    const [said, ...more] = await examined('web08', minute(9))
    expect(said).toMatchObject({
      sinceAt: minute(0),
      lastAt: minute(7),
      titled: { title: 'web07 is being checked' },
    })
    expect(more).toEqual([])
    // Affected; could not look at all; no agent.
    for (const label of ['web07', 'db01', 'mx01']) expect(await examined(label, minute(9))).toEqual([])
    const verdict = await askVerdict('web08', { now: minute(9), mayAsk: () => true, db: fixture.db })
    expect(verdict.open.examined).toMatchObject([{ serverId: 'web08' }])
    const asked = { parts: { hostname: 'web08.example.com' } } as never
    const text = await serverMarkdown.write(asked, { db: fixture.db, now: minute(9) } as never)
    expect(JSON.stringify(text)).toMatch(
      /not found on web08\. Our scanner has looked there since .*03:00 UTC/,
    )
    expect(await withdrawExamined(fixture.db, { postId: id, staffId }, minute(10))).toBe('done')
    expect(await withdrawExamined(fixture.db, { postId: id, staffId }, minute(10))).toBe('gone')
    expect(await examined('web08', minute(11))).toEqual([])
  })

  it('goes by itself where something is found, though that is held', async () => {
    const id = await published()
    await publishExamined(fixture.db, { postId: id, staffId }, minute(8))
    expect(await examined('web08', minute(9))).toHaveLength(1)
    await find(web08, minute(10), { ...kit, fingerprint: 'other', labels: { path: '/tmp/.x' } })
    expect(await examined('web08', minute(11))).toEqual([])
    expect(await examined('db01', minute(11))).toHaveLength(1)
    expect(await readPublishedExamined(fixture.db, id)).toMatchObject({ standing: 1, withdrawn: 1 })
    // What is found there keeps it from being said again.
    await web08.beat(minute(12), [])
    await publishExamined(fixture.db, { postId: id, staffId }, minute(13))
    expect(await examined('web08', minute(14))).toEqual([])
  })

  it('is not said of what nobody may read, nor where the agent is silent', async () => {
    await find(web07, minute(5), kit)
    const { id } = await onlyIncident()
    expect(await publishExamined(fixture.db, { postId: id, staffId }, minute(6))).toBe('over')
    await approveIncident(fixture.db, { postId: id, staffId, title: 'web07', text: 'A file.' }, minute(6))
    expect(await publishExamined(fixture.db, { postId: id, staffId }, minute(60))).toBe('nobody')
  })

  it('is for responders, as adding to what is public is', async () => {
    const id = await published()
    await find(web08, minute(30), kit)
    await web08.beat(minute(30))
    await db01.beat(minute(30))
    await fixture.db.update(staff).set({ role: 'reader' })
    const [held] = (await incidents()).filter(post => post.visibility === 'held')
    const addition = { postId: held?.id ?? '', intoId: id, seenServerIds: ['web08'], staffId }
    for (const act of [
      () => publishExamined(fixture.db, { postId: id, staffId }, minute(31)),
      () => addToPublic(fixture.db, addition, minute(31)),
    ])
      await expect(act()).rejects.toThrow(NotAllowed)
    expect(await readPublishedExamined(fixture.db, id)).toBeNull()
  })

  it('leaves the pages a week after the incident is over', async () => {
    const id = await published()
    await publishExamined(fixture.db, { postId: id, staffId }, minute(8))
    await resolveIncident(fixture.db, { postId: id, staffId, title: 'Over', text: 'Over.' }, minute(20))
    const day = 24 * 60
    expect(await examined('web08', minute(20 + 6 * day))).toHaveLength(1)
    expect(await examined('web08', minute(21 + 7 * day))).toEqual([])
  })
})
