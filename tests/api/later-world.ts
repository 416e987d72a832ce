import type { Database } from '#db/client.ts'
import { maintenanceServers } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import { updates } from '#db/schema/update.ts'
import { exampleIds as ids } from '#lib/api/contract/examples.ts'
import { declareIncident } from '#lib/flows/incidents/declare-incident.ts'
import { planRecurrence } from '#lib/flows/maintenance/plan-recurrence.ts'
import { later } from '#lib/rules/time/time.ts'
import { exampleWorld, now } from './api-world.ts'

const ago = (minutes: number) => later(now, -minutes * 60)

/** The world of the examples with what follows later: entries, reviews, turns, what comes again, private links. */
export async function laterWorld(db: Database): Promise<void> {
  await exampleWorld(db)
  await addEntries(db)
  await addReviews(db)
  await addLink(db)
  const times = { startsAt: later(now, 86_400), endsAt: later(now, 86_400 + 3600) }
  await db.insert(maintenanceServers).values({ maintenanceId: ids.planned, serverId: 'web07', ...times })
  await planRecurrence(
    db,
    {
      id: ids.recurrence,
      staffId: 'dana',
      kind: 'maintenance',
      title: 'Updates of the kernel',
      text: null,
      rule: { every: 'week', interval: 1, until: null, weekdays: ['TU'] },
      firstDay: '2026-03-10',
      clock: { from: '22:00', to: '23:00' },
      zone: 'UTC',
      serverIds: ['web07'],
      turns: [],
      endsBy: 'itself',
      reminders: [],
      isMailed: true,
    },
    now,
  )
}

async function addEntries(db: Database): Promise<void> {
  const entry = { postId: ids.incident, staffId: 'dana', phase: 'investigating' as const }
  const before = { phase: 'investigating' as const, nextUpdateAt: null, touchedAt: null }
  await db.insert(updates).values([
    { ...entry, id: ids.update, body: 'web07 does not answer. We are on our way.', createdAt: ago(50) },
    { ...entry, id: ids.freshUpdate, body: 'It is the disk.', createdAt: later(now, -2), before },
  ])
  const declared = { staffId: 'dana', groupId: null, startedAt: later(now, -2), nextUpdateAt: null }
  const words = { postId: ids.fresh, title: 'Mail is late', text: 'We look.', servers: [] }
  await declareIncident(db, { ...declared, ...words, isTold: false }, later(now, -2))
}

async function addReviews(db: Database): Promise<void> {
  const incident = { kind: 'incident' as const, visibility: 'published' as const, startedAt: ago(300) }
  const over = { ...incident, phase: 'resolved' as const, publishedAt: ago(300), resolvedAt: ago(200) }
  await db.insert(posts).values([
    { ...over, id: ids.planReview, slug: 'web09-was-down', title: 'web09 was down' },
    { ...over, id: ids.reviewed, slug: 'web09-was-slow', title: 'web09 was slow' },
  ])
  const plan = { publishAt: later(now, 3600), publishPlan: { staffId: 'dana', isTold: false } }
  await db.insert(reviews).values([
    { postId: ids.resolved, draft: '## What happened\n\nA disk was full.', version: 1 },
    { postId: ids.planReview, draft: 'A cable.', version: 1, ...plan },
    { postId: ids.reviewed, body: 'A cable.', version: 1, publishedAt: ago(100), editedAt: ago(100) },
  ])
}

async function addLink(db: Database): Promise<void> {
  const draft = { title: 'A hole', summary: 'We patch.', body: 'Nothing to do.', serverIds: ['web07'] }
  await db.insert(posts).values({
    id: ids.linked,
    slug: 'another-hole',
    kind: 'advisory',
    title: 'A hole',
    visibility: 'draft',
    startedAt: ago(50),
    version: 1,
    draft,
    advanceToken: 'k3j4h5g6f7d8k3j4h5g6f7d8k3j4h5g6',
    publishAt: later(now, 3600),
    publishPlan: { staffId: 'dana', isTold: false, change: null },
  })
}
