import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { readPostPage } from '#db/reads/posts/post-page.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { comments } from '#db/schema/comment.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { publishExamined } from '#lib/flows/agents/publish-examined.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { addComment } from '#lib/flows/comments/add-comment.ts'
import { answerComment } from '#lib/flows/comments/answer-comment.ts'
import { closeComments } from '#lib/flows/comments/care-for-comments.ts'
import { confirmComment } from '#lib/flows/comments/confirm-comment.ts'
import { answerMeasure } from '#lib/flows/containment/answer-measure.ts'
import { recordMeasure } from '#lib/flows/containment/change-measures.ts'
import { approveIncident } from '#lib/flows/incidents/approve-incident.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { addFirstList, switchTag } from '#lib/flows/indicators/change-indicators.ts'
import { answerOwnWork } from '#lib/flows/maintenance/answer-own-work.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { plainBody } from '#lib/flows/posts/plain-body.ts'
import { publishAdvisory } from '#lib/flows/posts/publish-advisory.ts'
import { saveAdvisory } from '#lib/flows/posts/save-advisory.ts'
import { signLink } from '#lib/links.ts'
import { firstTag } from '#lib/rules/indicators/first-list.ts'
import { later } from '#lib/rules/time/time.ts'
import { serverSentence } from '#lib/words/servers.ts'
import { wordsIn } from '#lib/words/words.ts'
import { minute, noticeFixture, resendMailer, start } from '#tests/flows/notices/notice-fixture.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { useMailProvider } from '#tests/support/use-mail-provider.ts'
import { agentOn, kit, type Proofs, signed } from './agent-fixture.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
const provider = useMailProvider()
const staffId = 'dennis'
const advisoryId = 'advisory2013'
const body = `<Points>

1. Every five minutes our servers look for a library that no package owns.
2. It is taken out of reach, and the server looked through. web07 was the first: <ServerChip hostname="web07.example.com" />

</Points>

What we look for:

<Indicators tag="${firstTag}" />

What we did:

<Containment />`

beforeAll(async () => {
  fixture = await noticeFixture()
}, 60_000)
afterAll(() => fixture.stop())
beforeEach(async () => {
  await fixture.reset()
  await emptyTables(fixture.db, 'posts', 'alert_log', 'sources', 'measures', 'indicators')
  await fixture.staff(staffId)
})

/** What our servers run by themselves, with the token and the signature of their agent. */
async function say(path: 'countermeasure' | 'measure', agent: Proofs, facts: object, at: Date) {
  const text = JSON.stringify({ version: 1, ...facts })
  const url = `https://status.example.com/api/agent/${path}`
  const request = new Request(url, { method: 'POST', headers: signed(agent, text, at), body: text })
  const answer = path === 'measure' ? answerMeasure : answerOwnWork
  const response = await answer(request, at, fixture.db)
  return { status: response.status, body: await response.json() }
}

async function sentence(label: string, at: Date): Promise<string> {
  const page = await readServerPage(`${label}.example.com`, at, fixture.db)
  if (!page || !('server' in page)) throw new Error(`There is no page of ${label}.`)
  return serverSentence(wordsIn('en'), page.banner)
}

async function examined(label: string, at: Date): Promise<number> {
  const page = await readServerPage(`${label}.example.com`, at, fixture.db)
  return page && 'server' in page ? page.examined.length : 0
}

/** Everything that was decided to be told by then goes out. Returns who got what, in the order of time. */
async function sendAll(at: Date): Promise<string[]> {
  const told = provider.mails.length
  for (const { id } of await fixture.db.select().from(notices)) await planNotice(fixture.db, id, at)
  await fixture.send(resendMailer(provider), later(at, 1))
  return provider.mails
    .slice(told)
    .map(mail => `${[mail.to].flat().join(' ').split('@')[0]}: ${mail.subject}`)
    .sort()
}

async function confirmed(authorName: string, text: string, at: Date): Promise<string> {
  const email = `${authorName.toLowerCase()}@example.net`
  const asked = { postId: advisoryId, parentId: null, authorName, email, body: text }
  expect(await addComment(asked, at, fixture.db)).toBe('held')
  const [row] = await fixture.db
    .select()
    .from(comments)
    .where(and(eq(comments.authorName, authorName), eq(comments.state, 'held')))
  const token = signLink(await readSecret(fixture.db), 'confirm-comment', row?.id ?? '', later(at, 600))
  expect(await confirmComment(token, at, fixture.db)).toMatchObject({ is: 'published' })
  return row?.id ?? ''
}

it('the night of 19 February 2013, from the first finding to the last comment', async () => {
  const { db } = fixture
  await fixture.subscriber('of07', ['web07'])
  await fixture.subscriber('of08', ['web08'])
  const agents = {
    web07: await agentOn(db, 'web07', staffId, start),
    web08: await agentOn(db, 'web08', staffId, start),
    db01: await agentOn(db, 'db01', staffId, start),
  }
  let isFound = false
  /** The agents run as every five minutes, and what they say is decided. */
  const run = async (at: Date) => {
    await agents.web07.beat(at, isFound ? [kit.fingerprint] : [])
    for (const agent of [agents.web08, agents.db01]) await agent.beat(at)
    await decideAlerts(db, () => at)
  }
  await run(minute(0))

  // 03:05: a library that no package owns. Staff hear of it, and nobody else.
  isFound = true
  await agents.web07.alerts([kit], minute(5))
  await run(minute(5))
  expect(await sendAll(minute(5))).toEqual(['dennis: Held for you: suspicious file on web07'])
  expect(await sentence('web07', minute(6))).toBe('web07 is fine.')
  const [held] = await db.select().from(posts)
  const postId = held?.id ?? ''

  // 03:12: staff say so. Its customers hear of it, those of others do not, and read that it is not on their server.
  const first = { title: 'web07 is being checked', text: 'We found a file that does not belong there.' }
  expect(await approveIncident(db, { postId, staffId, ...first }, minute(12))).toBe('done')
  await run(minute(12))
  expect(await sendAll(minute(12))).toEqual([expect.stringMatching(/^of07: /)])
  expect(await publishExamined(db, { postId, staffId }, minute(14))).toBe('done')
  expect(await Promise.all(['web07', 'web08'].map(label => examined(label, minute(15))))).toEqual([0, 1])

  // 03:20: the scan of everything makes web08 slow, which is said as what it is, and mailed to nobody.
  const scan = { id: 'scan-0320', what: 'scanning', minutes: 20, note: null }
  expect((await say('countermeasure', agents.web08, scan, minute(20))).status).toBe(200)
  await run(minute(20))
  expect(await sentence('web08', minute(21))).toMatch(/web08 may be slow: we are scanning it/)
  expect(await sendAll(minute(21))).toEqual([])

  // 03:40: what is sent away goes nowhere any more, on all servers, and by web07's own word there for longer.
  const measure = {
    kind: 'firewall' as const,
    text: 'Outgoing traffic to one address is blocked',
    why: null,
    doneBy: 'Dennis',
    isEverywhere: true,
    serverIds: [],
    groupIds: [],
    since: minute(40),
    until: null,
    postId,
    isPublic: true,
  }
  expect(await recordMeasure(db, { id: 'firewall0340', staffId, measure }, minute(40))).toBe('done')
  const own = { id: 'rule-1', what: 'firewall', text: 'outgoing to 78.47.139.110 blocked', by: 'root' }
  const recorded = await say(
    'measure',
    agents.web07,
    { ...own, since: minute(30).getTime() / 1000 },
    minute(40),
  )
  expect(recorded).toEqual({ status: 200, body: { result: 'recorded' } })
  await run(minute(41))
  expect(await sentence('web08', minute(41))).toBe('web08 is fine.')

  // 05:00: the advisory, with what is looked for and what was done. What staff keep to themselves is not in it.
  await addFirstList(db, staffId, minute(50))
  await switchTag(db, { staffId, tag: firstTag, change: { isActive: true } }, minute(51))
  await db.update(posts).set({ slug: 'web07-2013' }).where(eq(posts.id, postId))
  const draft = {
    title: 'A rootkit on hosting servers',
    summary: 'What we know.',
    body,
    serverIds: ['web07'],
  }
  const written = { postId: advisoryId, staffId, version: 0, slug: '2013-02-19-high', draft }
  expect(await saveAdvisory(db, written, minute(100))).toBe('saved')
  const [draftRow] = await db.select().from(posts).where(eq(posts.id, advisoryId))
  const act = { postId: advisoryId, staffId, version: draftRow?.version ?? 0, isTold: true, change: null }
  expect(await publishAdvisory(db, act, minute(120))).toBe('done')
  await run(minute(120))
  const warned = await sendAll(minute(121))
  expect(warned).toEqual([expect.stringMatching(/^of07: .*A rootkit on hosting servers/)])
  const shown = await plainBody(db, { postId: advisoryId, body }, minute(121))
  expect(shown).toContain('libkeyutils.so.1.9')
  expect(await plainBody(db, { postId, body }, minute(121))).toContain(
    'Outgoing traffic to one address is blocked',
  )
  expect(await plainBody(db, { postId, body }, minute(121))).not.toContain(
    'outgoing to 78.47.139.110 blocked',
  )

  // 06:00: the file is in quarantine, and no longer found. That proposes an end to staff, and says nothing to readers.
  isFound = false
  await run(minute(180))
  expect(await sentence('web07', minute(181))).not.toBe('web07 is fine.')
  const last = { postId, staffId, title: 'web07 is clean', text: 'It was set up anew.' }
  expect(await resolveIncident(db, last, minute(240))).toBe('done')
  // Staff can take it back for some seconds, and nobody is told before.
  await run(minute(241))
  expect(await sentence('web07', minute(241))).toBe('web07 is fine.')
  expect(await sendAll(minute(260))).toEqual([expect.stringMatching(/^of07: /)])

  // Until the evening: questions, answers beside their point, and the last word.
  const asked = await confirmed('Martin', 'Is point 2 true of web08?', minute(600))
  const answer = { answersId: asked, staffMember: { id: staffId, name: 'Dennis' }, clarifies: '2' }
  const reply = { ...answer, id: 'reply2013aaa', body: 'No: nothing was found there.' }
  expect(await answerComment(db, reply, minute(610))).toBe('done')
  await confirmed('Helen', 'Thank you.', minute(900))
  expect(await closeComments(db, { postId: advisoryId, staffId, isClosed: true }, minute(901))).toBe('done')
  const page = await readPostPage('2013-02-19-high', minute(902), db)
  expect(page?.comments.map(({ authorName, clarifies }) => [authorName, clarifies])).toEqual([
    ['Martin', null],
    ['Dennis', '2'],
    ['Helen', null],
  ])
})
