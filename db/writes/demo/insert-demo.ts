import { eq } from 'drizzle-orm'
import { demoAdvisory, demoComments } from '#content/demo/comments.ts'
import {
  demoDomain,
  demoGroups,
  demoIncidents,
  demoMaintenance,
  demoSite,
  demoStaff,
  demoSubscribers,
} from '#content/demo/hoster.ts'
import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { comments } from '#db/schema/comment.ts'
import { statusHistory } from '#db/schema/history.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { settings } from '#db/schema/setting.ts'
import { sources } from '#db/schema/source.ts'
import { staff } from '#db/schema/staff.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { updates } from '#db/schema/update.ts'
import { addDemoContainment } from './demo-containment.ts'

/** Short, so that somebody who tries the demo sees every mail at once; the defaults are five, fifteen and one minute. */
const demoPolicy = { clearSeconds: 5, quietMinutes: 0, digestSeconds: 5 }

const minutes = (count: number) => count * 60_000

/** Writes the demo hoster and its source. Returns false, with nothing written, where there are servers already. */
export async function insertDemo(tx: Transaction, tokenHash: string, now: Date): Promise<boolean> {
  const [known] = await tx.select({ id: servers.id }).from(servers).limit(1)
  if (known) return false
  const ids = await addServers(tx)
  await tx.insert(settings).values([
    { key: 'policy', value: demoPolicy },
    { key: 'site', value: demoSite },
    { key: 'first-run', value: { dismissedAt: now.toISOString() } },
  ])
  await tx.insert(sources).values({ name: 'Demo scanner', tokenHash })
  await tx.insert(staff).values({ ...demoStaff, role: 'owner', emailVerified: true })
  await addSubscribers(tx, ids, now)
  await addHistory(tx, ids, now)
  await addMaintenance(tx, ids, now)
  await addComments(tx)
  await addDemoContainment(tx, ids, now)
  return true
}

type Ids = ReadonlyMap<string, string>

async function addServers(tx: Transaction): Promise<Ids> {
  const ids = new Map<string, string>()
  for (const [position, group] of demoGroups.entries()) {
    const groupId = newId()
    const slug = group.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
    await tx.insert(groups).values({ id: groupId, name: group.name, slug, position })
    const rows = group.servers.map((label, i) => ({
      id: newId(),
      hostname: `${label}.${demoDomain}`,
      label,
      groupId,
      position: i,
      // 203.0.113.0/24 is reserved for documentation.
      ips: [`203.0.113.${ids.size + i + 1}`],
    }))
    await tx.insert(servers).values(rows)
    for (const row of rows) ids.set(row.label, row.id)
  }
  return ids
}

function idOf(ids: Ids, label: string): string {
  const id = ids.get(label)
  if (!id) throw new Error(`The demo speaks of ${label}, which is not among its servers.`)
  return id
}

async function addSubscribers(tx: Transaction, ids: Ids, now: Date): Promise<void> {
  for (const { email, server } of demoSubscribers) {
    const subscriberId = newId()
    await tx.insert(subscribers).values({ id: subscriberId, email, state: 'confirmed', confirmedAt: now })
    await tx.insert(subscriptions).values({ subscriberId, serverId: idOf(ids, server), confirmedAt: now })
  }
}

async function addHistory(tx: Transaction, ids: Ids, now: Date): Promise<void> {
  for (const incident of demoIncidents) {
    const postId = newId()
    const serverId = idOf(ids, incident.server)
    const began = new Date(now.getTime() - minutes(incident.beganHoursAgo * 60))
    const ended = new Date(began.getTime() + minutes(incident.lastedMinutes))
    const { title, cause, impact } = incident
    await tx.insert(posts).values({
      id: postId,
      kind: 'incident',
      title,
      cause,
      visibility: 'published',
      phase: 'resolved',
      slug: `${began.toISOString().slice(0, 10)}-incident-${postId}`,
      startedAt: began,
      publishedAt: began,
      resolvedAt: ended,
      updatedAt: ended,
      createdAt: began,
    })
    await tx.insert(affectedServers).values({
      postId,
      serverId,
      impact,
      cause,
      since: began,
      until: ended,
      clearedAt: ended,
      endedAt: ended,
      announcedImpact: 'operational',
      announcedAt: ended,
    })
    await tx.insert(updates).values(
      incident.updates.map(({ phase, body, afterMinutes }) => ({
        postId,
        phase,
        body,
        createdAt: new Date(began.getTime() + minutes(afterMinutes)),
      })),
    )
    await tx.insert(statusHistory).values([
      { serverId, at: began, impact, cause, postId },
      { serverId, at: ended, impact: 'operational' },
    ])
  }
}

async function addMaintenance(tx: Transaction, ids: Ids, now: Date): Promise<void> {
  const { server, title, body, startsInHours, lastsMinutes } = demoMaintenance
  const hour = Math.ceil(now.getTime() / minutes(60)) * minutes(60)
  const startsAt = new Date(hour + minutes(startsInHours * 60))
  const endsAt = new Date(startsAt.getTime() + minutes(lastsMinutes))
  const postId = newId()
  const maintenanceId = newId()
  await tx.insert(posts).values({
    id: postId,
    kind: 'maintenance',
    title,
    body,
    visibility: 'published',
    phase: 'scheduled',

    slug: `${startsAt.toISOString().slice(0, 10)}-maintenance-${postId}`,
    startedAt: startsAt,
    publishedAt: now,
  })
  await tx
    .insert(maintenance)
    .values({ id: maintenanceId, postId, kind: 'maintenance', title, startsAt, endsAt })
  // Nobody is told of what was there from the beginning.
  const told = { toldAt: now, toldStartsAt: startsAt, toldEndsAt: endsAt }
  const slot = { maintenanceId, serverId: idOf(ids, server), startsAt, endsAt }
  await tx.insert(maintenanceServers).values({ ...slot, ...told })
}

async function addComments(tx: Transaction): Promise<void> {
  const [post] = await tx.select({ id: posts.id }).from(posts).where(eq(posts.slug, demoAdvisory))
  if (!post) return
  const ids = demoComments.map(() => newId())
  await tx.insert(comments).values(
    demoComments.map(({ author, isStaff, body, at, replyTo }, i) => ({
      id: ids[i],
      postId: post.id,
      authorName: author,
      isStaff,
      body,
      state: 'published' as const,
      parentId: replyTo === undefined ? null : threadOf(ids, replyTo),
      createdAt: at,
      publishedAt: at,
      // Nobody waits for years.
      settledAt: isStaff ? null : at,
    })),
  )
}

/** Threads are one level deep: an answer to an answer hangs on the comment that began it. */
function threadOf(ids: readonly string[], replyTo: number): string | null {
  const above = demoComments[replyTo]?.replyTo
  return above === undefined ? (ids[replyTo] ?? null) : threadOf(ids, above)
}
