import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { readPostRecords, type WantedPosts } from '#db/reads/posts/post-records.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import { later } from '#lib/rules/time/time.ts'
import { secret, troubledWorld } from '#tests/documents/documents-world.ts'
import { ago, now, planned } from '#tests/support/world/public-world.ts'

let db: Database
beforeAll(async () => {
  db = await troubledWorld()
  await planned(db, 'not-yet', 'web01', 'published')
  await db
    .update(maintenance)
    .set({ announceAt: later(now, 3600) })
    .where(eq(maintenance.id, 'not-yet'))
  const advisory = { kind: 'advisory' as const, visibility: 'published' as const, startedAt: ago(60) }
  await db.insert(posts).values([
    {
      id: 'named',
      slug: 'named',
      title: 'named',
      ...advisory,
      publishedAt: ago(60),
      namedServerIds: ['web02'],
    },
    { id: 'for-all', slug: 'for-all', title: 'for all', ...advisory, publishedAt: ago(70) },
  ])
  await db
    .insert(reviews)
    .values({ postId: 'down', body: 'What happened.', publishedAt: ago(1), draft: secret })
})

const read = (wanted: Partial<WantedPosts> = {}) =>
  readSnapshot(db, tx => readPostRecords(tx, { limit: 50, ...wanted }, now))
const slugs = async (wanted: Partial<WantedPosts> = {}) => (await read(wanted)).map(post => post.slug)

describe('the records of posts', () => {
  it('are the published ones with their parts, the newest first, without what is not announced', async () => {
    const found = await read()
    expect(found.map(post => post.slug)).toEqual(['down', 'named', 'for-all', 'public-work'])
    expect(found[0]).toMatchObject({
      affected: [{ serverId: 'web01', impact: 'major_outage' }],
      updates: [{ body: { text: 'words of down' } }],
      review: { body: { text: 'What happened.' } },
      maintenance: null,
    })
    expect(found[3]).toMatchObject({ maintenance: { slots: [{ serverId: 'web03' }] } })
    expect(JSON.stringify(found)).not.toContain(secret)
  })

  it('of a server are those about it, and advisories for everybody', async () => {
    expect(await slugs({ serverIds: ['web01'] })).toEqual(['down', 'for-all'])
    expect(await slugs({ serverIds: ['web02'] })).toEqual(['named', 'for-all'])
    expect(await slugs({ serverIds: ['web03'] })).toEqual(['for-all', 'public-work'])
  })

  it('can be of some kinds, of a time, and in pages', async () => {
    expect(await slugs({ kinds: ['maintenance'] })).toEqual(['public-work'])
    expect(await slugs({ after: ago(65) })).toEqual(['down', 'named'])
    expect(await slugs({ limit: 2, offset: 1 })).toEqual(['named', 'for-all'])
  })
})
