import { eq } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { customers } from '#db/schema/customer.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { indicators } from '#db/schema/security/indicator.ts'
import { containmentLog } from '#db/schema/security/measure.ts'
import { groups, servers } from '#db/schema/server.ts'
import { siteFiles } from '#db/schema/setting.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { updates } from '#db/schema/update.ts'
import { writeDocument } from '#lib/documents/write-document.ts'
import { makeSiteKey } from '#lib/flows/settings/make-site-key.ts'
import { later } from '#lib/rules/time/time.ts'
import { testDatabase } from '#tests/support/database.ts'
import { ago, incident, now, planned } from '#tests/support/world/public-world.ts'

/** In every word that no reader may see. */
export const secret = 'classified'

/** Three servers of one group, one of them renamed, with nothing the matter. */
export async function calmWorld(): Promise<Database> {
  const { db } = await testDatabase()
  await db.insert(groups).values({ id: 'rack', name: 'Rack', slug: 'rack' })
  await db.insert(servers).values(
    ['web01', 'web02', 'web03'].map((label, position) => ({
      id: label,
      label,
      hostname: `${label}.example-host.net`,
      formerNames: label === 'web01' ? ['old.example-host.net'] : [],
      groupId: 'rack',
      createdAt: ago(9000),
      position,
    })),
  )
  return db
}

/** One server down, one under maintenance, and beside them all that has to stay hidden. */
export async function troubledWorld(): Promise<Database> {
  const db = await calmWorld()
  await incident(db, 'down', { web01: ['major_outage', 'outage'] })
  await planned(db, 'public-work', 'web03', 'published')
  await db
    .insert(siteFiles)
    .values(
      ['png', 'svg', 'css'].map(type => ({ name: `${'0'.repeat(32)}.${type}`, bytes: Buffer.from(type) })),
    )
  await addSecrets(db)
  await makeSiteKey(db)
  return db
}

/** Lists that the post of the outage shows, with what of them is not for readers. */
export async function addLists(db: Database): Promise<void> {
  await db
    .update(posts)
    .set({ body: `<Indicators />\n\n<Containment />\n\n<Containment post="${secret}-held" />` })
    .where(eq(posts.id, 'down'))
  const sign = { type: 'name' as const, changedIn: 1, isActive: true, isPublic: true, note: null }
  await db.insert(indicators).values([
    { ...sign, value: 'libshown.so' },
    { ...sign, value: `lib${secret}.so`, isPublic: false },
    { ...sign, value: `lib${secret}-over.so`, isActive: false },
  ])
  const measure = { kind: 'firewall' as const, isEverywhere: true, since: ago(60), isPublic: true }
  const told = { why: `For a ${secret} reason`, doneBy: secret }
  await db.insert(containmentLog).values([
    { ...measure, ...told, text: 'Shown traffic is blocked', postId: 'down' },
    { ...measure, ...told, text: `The ${secret} port is closed`, postId: 'down', isPublic: false },
    { ...measure, ...told, text: `The ${secret} rule was wrong`, postId: 'down', withdrawnAt: ago(10) },
    { ...measure, ...told, text: `The ${secret} find is removed`, postId: `${secret}-held` },
    { ...measure, ...told, text: `The ${secret} thing is elsewhere` },
  ])
}

async function addSecrets(db: Database): Promise<void> {
  await incident(db, `${secret}-held`, { web02: ['degraded', 'suspicious-file'] }, 'held')
  await incident(db, `${secret}-drafted`, { web02: ['major_outage', 'outage'] }, 'draft')
  await planned(db, `${secret}-work`, 'web02', 'draft')
  await planned(db, `${secret}-later`, 'web02', 'published')
  await db
    .update(maintenance)
    .set({ announceAt: later(now, 3600) })
    .where(eq(maintenance.id, `${secret}-later`))
  const words = { title: `A ${secret} title`, summary: `A ${secret} summary`, body: `A ${secret} body` }
  const advisory = { kind: 'advisory' as const, startedAt: ago(50), ...words }
  await db.insert(posts).values([
    { id: 'draft', slug: `${secret}-draft`, visibility: 'draft', ...advisory },
    {
      id: 'withdrawn',
      slug: `${secret}-withdrawn`,
      visibility: 'draft',
      publishedAt: ago(40),
      withdrawnAt: ago(30),
      ...advisory,
    },
  ])
  await db.insert(updates).values({ postId: 'withdrawn', body: `A ${secret} update` })
  await db.insert(customers).values({ domain: `${secret}.example`, account: secret, serverId: 'web01' })
  await db.insert(subscribers).values({ id: 'reader', email: `${secret}@example.com` })
}

/** A document as text, at the moment of this world. */
export async function readDocument(db: Database, key: string) {
  const { body, ...rest } = await writeDocument(key, { db, now })
  return { ...rest, text: body.toString('utf8') }
}
