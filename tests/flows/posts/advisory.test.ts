import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { settings } from '#db/schema/setting.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { publishFiles } from '#lib/flows/posts/publish-files.ts'
import { claimBatches } from '#lib/flows/sending/claim-batches.ts'
import type { Mailer } from '#lib/mail/mail.ts'
import { minute, noticeFixture, start } from '#tests/flows/notices/notice-fixture.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
let folder: string
beforeAll(async () => {
  fixture = await noticeFixture()
}, 60_000)
afterAll(() => fixture.stop())
beforeEach(async () => {
  await fixture.reset()
  await fixture.db.delete(settings).where(eq(settings.key, 'files-published'))
  folder = await mkdtemp(join(tmpdir(), 'allclear-posts-'))
})
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }))

async function write(slug: string, facts: Record<string, string> = {}): Promise<void> {
  const fields = { title: 'A rootkit', kind: 'advisory', summary: 'What is known.', notify: 'true', ...facts }
  const lines = Object.entries({ publishedAt: start.toISOString(), ...fields })
  const front = lines.map(([name, value]) => `${name}: ${value}`).join('\n')
  await writeFile(join(folder, `${slug}.mdx`), `---\n${front}\n---\n\nText.\n`)
}

/** Publishes the files, and returns who hears of each advisory. */
async function publish(now: Date): Promise<Record<string, string[]>> {
  await publishFiles(fixture.db, now, folder)
  const rows = await fixture.db
    .select({ id: notices.id, title: posts.title })
    .from(notices)
    .innerJoin(posts, eq(posts.id, notices.postId))
    .where(eq(notices.kind, 'advisory'))
    .orderBy(asc(posts.title))
  for (const { id } of rows) await planNotice(fixture.db, id, now)
  return Object.fromEntries(
    await Promise.all(rows.map(async ({ id, title }) => [title, await fixture.audience(id)] as const)),
  )
}

const setUp = () => publish(minute(-10))

describe('an advisory kept as a file', () => {
  it('tells nobody when it is there at the set-up, nor at a later start', async () => {
    await fixture.subscriber('jane', ['all'])
    await write('2013-02-19-rootkit')
    expect(await publish(minute(1))).toEqual({})
    expect(await publish(minute(2))).toEqual({})
  })

  it('that is new is told once to who watches a server that it names, and wants such news', async () => {
    await fixture.subscriber('jane', ['web07'])
    await fixture.subscriber('group', ['fra'])
    await fixture.subscriber('other', ['db01'])
    await fixture.subscriber('calm', ['web07'])
    await fixture.db
      .update(subscribers)
      .set({ kinds: ['outage'] })
      .where(eq(subscribers.id, 'calm'))
    await setUp()
    await write('2013-02-19-rootkit', { servers: '[web07.example.com]' })
    expect(await publish(minute(1))).toEqual({ 'A rootkit': ['group', 'jane'] })
    await publish(minute(2))
    expect(await fixture.db.$count(notices)).toBe(1)
  })

  it('that names no server is told to everybody who watches something', async () => {
    await fixture.subscriber('jane', ['web07'])
    await fixture.subscriber('other', ['db01'])
    await fixture.subscriber('gone', ['web07'], 'unsubscribed')
    await fixture.subscriber('end', [])
    await fixture.db.insert(subscriptions).values({ subscriberId: 'end', postId: 'p1', confirmedAt: start })
    await setUp()
    await write('2013-02-19-rootkit')
    expect(await publish(minute(1))).toEqual({ 'A rootkit': ['jane', 'other'] })
    const claimed = await claimBatches(fixture.db, mailer, 9, minute(2))
    const mails = claimed.flatMap(one => one.mails)
    expect(mails.map(mail => mail.subject)).toEqual(['A rootkit', 'A rootkit'])
    expect(mails[0]?.text).toContain('What is known.')
    expect(mails[0]?.text).toContain('to tell you about warnings')
  })

  it.each([
    ['its author does not want it mailed', { notify: 'false' }],
    ['it is no advisory', { kind: 'incident' }],
    ['it names only servers that are not ours', { servers: '[web99.example.net]' }],
  ])('tells nobody when %s', async (_, facts) => {
    await fixture.subscriber('jane', ['all'])
    await setUp()
    await write('2013-02-19-rootkit', facts)
    expect(await publish(minute(1))).toEqual({})
  })

  it('tells nobody when it first comes to light more than seven days late', async () => {
    await fixture.subscriber('jane', ['all'])
    await setUp()
    await write('2013-02-19-rootkit')
    expect(await publish(minute(7 * 24 * 60 + 1))).toEqual({})
  })
})

const mailer: Mailer = {
  provider: 'test',
  mailsPerBatch: 100,
  batchesAtOnce: 9,
  perSecond: null,
  longestSeconds: 10,
  send: async () => ({ is: 'sent', providerIds: [] }),
}
