import { and, asc, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { readWaitingFor } from '#db/reads/sending/due.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { filler, renderText, type TextFacts } from '#lib/channels/mail/mail.ts'
import { keptMessage, messageOf } from '#lib/channels/notice-message.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { approveIncident } from '#lib/flows/incidents/approve-incident.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { writeUpdate } from '#lib/flows/incidents/write-update.ts'
import { cancelPlanned } from '#lib/flows/maintenance/cancel-maintenance.ts'
import { completeNow } from '#lib/flows/maintenance/complete-maintenance.ts'
import { planMaintenance } from '#lib/flows/maintenance/plan-maintenance.ts'
import { writeMaintenanceUpdate } from '#lib/flows/maintenance/write-maintenance-update.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { publishAdvisory } from '#lib/flows/posts/publish-advisory.ts'
import { saveAdvisory } from '#lib/flows/posts/save-advisory.ts'
import { readMailInput } from '#lib/flows/sending/mail-input.ts'
import { writeMail } from '#lib/flows/sending/write-mail.ts'
import { channelNames } from '#lib/rules/destinations/destination.ts'
import { shortTimes } from '#lib/words/time.ts'
import { wordsIn } from '#lib/words/words.ts'
import { shownBy } from '#tests/channels/shown.ts'
import { minute, noticeFixture, start } from '#tests/flows/notices/notice-fixture.ts'
import { seenHtml, unwrapped } from '#tests/support/seen.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
beforeAll(async () => {
  fixture = await noticeFixture()
}, 60_000)
afterAll(() => fixture.stop())
beforeEach(async () => {
  await fixture.reset()
  await fixture.staff('dana')
  await fixture.subscriber('jane', ['all'])
})

const by = { staffId: 'dana' }
/** Short enough for a short message, and with signs that markup would take for itself. */
const typed = 'Sites restart once: 1~2 min for /home/* and __init__.'

/** Decides, and plans what was decided. */
async function decide(now: Date): Promise<void> {
  await decideAlerts(fixture.db, () => now)
  const rows = await fixture.db.select().from(notices).orderBy(asc(notices.createdAt))
  for (const { id } of rows) await planNotice(fixture.db, id, now)
}

/** Jane has heard everything so far. */
const heard = () =>
  fixture.db
    .update(deliveries)
    .set({ state: 'sent' })
    .where(and(eq(deliveries.state, 'queued'), inArray(deliveries.address, ['jane@example.net'])))

async function affect(postId: string, isTold: boolean): Promise<void> {
  const told = isTold
    ? ({ announcedImpact: 'degraded', announcedAt: start } as const)
    : { staffToldAt: start }
  await fixture.db.insert(affectedServers).values({
    postId,
    serverId: 'web07',
    impact: 'degraded',
    cause: 'suspicious-file',
    since: start,
    ...told,
  })
}

async function heldPost(): Promise<string> {
  const id = newId()
  await fixture.db.insert(posts).values({
    id,
    slug: id,
    kind: 'incident',
    title: 'web07 is being checked',
    visibility: 'held',
    phase: 'investigating',
    cause: 'suspicious-file',
    startedAt: start,
  })
  await affect(id, false)
  return id
}

async function openPost(): Promise<string> {
  await fixture.db
    .update(posts)
    .set({ phase: 'investigating', cause: 'suspicious-file', lastNoticeAt: start })
  await affect('p1', true)
  const told = { id: 'web07', label: 'web07', impact: 'degraded', cause: 'suspicious-file' } as const
  await fixture.notice('n0', 'began', start, { servers: [{ ...told, since: start.toISOString() }] })
  await decide(minute(1))
  await heard()
  return 'p1'
}

async function plannedMaintenance(text: string | null, startsAt = minute(60)): Promise<string> {
  const postId = newId()
  const what = {
    kind: 'maintenance',
    title: 'Memory is replaced',
    slots: [{ serverId: 'web07', startsAt, endsAt: minute(120) }],
    endsBy: 'itself',
    reminders: [],
    isMailed: true,
  } as const
  await planMaintenance(fixture.db, { ...by, ...what, postId, text }, start)
  await decide(minute(1))
  return postId
}

async function advisory(body: string, summary: string, postId = newId(), version = 0): Promise<string> {
  const draft = { title: 'A rootkit', summary, body, serverIds: ['web07'] }
  await saveAdvisory(fixture.db, { ...by, postId, version, slug: 'a-rootkit', draft }, start)
  return postId
}

/** What staff do with each form; after it Jane has something to hear. */
const forms: Record<string, (text: string) => Promise<unknown>> = {
  'approving what is held': async text => {
    const postId = await heldPost()
    await approveIncident(fixture.db, { ...by, postId, title: 'We check web07', text }, minute(1))
    await decide(minute(2))
  },
  'an update of an incident': async text => {
    const postId = await openPost()
    const rest = { phase: 'identified', nextUpdateAt: null, isMailed: true } as const
    await writeUpdate(fixture.db, { ...by, ...rest, id: newId(), postId, text }, minute(2))
    await decide(minute(3))
  },
  'the last words at resolving': async text => {
    const postId = await openPost()
    await resolveIncident(fixture.db, { ...by, postId, title: 'web07 was checked', text }, minute(2))
    await decide(minute(3))
  },
  'approving and resolving what was over before it could be told': async text => {
    const postId = await heldPost()
    await approveIncident(fixture.db, { ...by, postId, title: 'We check web07', text: 'We look.' }, minute(1))
    await decide(minute(2))
    await resolveIncident(fixture.db, { ...by, postId, title: 'web07 was checked', text }, minute(3))
    await decide(minute(4))
  },
  'planning work': text => plannedMaintenance(text),
  'planning work, when it begins': async text => {
    await plannedMaintenance(text)
    await heard()
    await decide(minute(61))
  },
  'planning work, when it is done': async text => {
    const postId = await plannedMaintenance(text, minute(2))
    await decide(minute(3))
    await heard()
    await completeNow(fixture.db, { ...by, postId }, minute(30))
    await decide(minute(31))
  },
  'planning work, when it is cancelled': async text => {
    const postId = await plannedMaintenance(text)
    await heard()
    await cancelPlanned(fixture.db, { ...by, postId, reason: text }, minute(30))
    await decide(minute(31))
  },
  'an update of work': async text => {
    const postId = await plannedMaintenance(null)
    await heard()
    await writeMaintenanceUpdate(
      fixture.db,
      { ...by, id: newId(), postId, text, nextUpdateMinutes: null, isMailed: true },
      minute(30),
    )
    await decide(minute(31))
  },
  'the summary of an advisory': async text => {
    const postId = await advisory('The text.', text)
    await publishAdvisory(fixture.db, { ...by, postId, version: 1, isTold: true, change: null }, minute(1))
    await decide(minute(2))
  },
  'the text of an advisory': async text => {
    const postId = await advisory(`${text}\n\nMore.`, 'What is known.')
    await publishAdvisory(fixture.db, { ...by, postId, version: 1, isTold: true, change: null }, minute(1))
    await decide(minute(2))
  },
  'what has changed in an advisory': async text => {
    const postId = await advisory('The text.', 'What is known.')
    await publishAdvisory(fixture.db, { ...by, postId, version: 1, isTold: true, change: null }, minute(1))
    await decide(minute(2))
    await heard()
    await advisory('The new text.', 'What is known.', postId, 2)
    await publishAdvisory(fixture.db, { ...by, postId, version: 3, isTold: true, change: text }, minute(3))
    await decide(minute(4))
  },
}

/** All that waits for Jane, and the notice that it comes with. */
async function sent(): Promise<{ facts: TextFacts; noticeId: string; postId: string }> {
  return fixture.db.transaction(async tx => {
    const waiting = await readWaitingFor(tx, 'mail', ['jane@example.net'])
    const { facts, carried } = writeMail(waiting, await readMailInput(tx, waiting), minute(130))
    const noticeId = carried.at(-1)?.noticeId ?? ''
    if (!facts) throw new Error('There is nothing to tell.')
    return { facts, noticeId, postId: facts.sections[0]?.postId ?? '' }
  })
}

describe.each(Object.entries(forms))('the words of %s', (_, act) => {
  it('stand in each mail and message about it as they were typed', async () => {
    await act(typed)
    const { facts, noticeId, postId } = await sent()
    const tokens = { unsubscribe: 'u', preferences: 'p' }
    const to = { mailId: 'l1', address: 'jane@example.net', zone: 'UTC', tokens }
    const mail = filler(wordsIn('en'), await renderText(wordsIn('en'), facts), minute(130))(to)
    expect(unwrapped(seenHtml(mail.html))).toContain(typed)
    expect(unwrapped(mail.text)).toContain(typed)
    expect(mail.text).not.toContain('The page says what we found')
    const about = { noticeId, postId, postTitle: 'T', phase: null, at: minute(130).toISOString() }
    const kept = keptMessage(
      wordsIn('en'),
      facts.sections,
      about,
      facts.site,
      shortTimes(wordsIn('en'), 'UTC', minute(130)),
    )
    const message = messageOf(kept, 'd1', 'https://status.example.com/stop')
    const shown = { ...message, siteName: 'Host', url: 'https://s.example/p' }
    for (const channel of channelNames.filter(name => name !== 'sms'))
      expect([channel, await shownBy(channel, shown)]).toEqual([channel, expect.stringContaining(typed)])
    const short = await shownBy('sms', shown)
    // What has no room there is said to be behind the link.
    expect(short.includes(typed) || short.endsWith(' More: https://s.example/p')).toBe(true)
  })
})
