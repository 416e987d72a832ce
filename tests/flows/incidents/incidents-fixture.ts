import { eq } from 'drizzle-orm'
import { newId } from '#db/id.ts'
import { alertLog } from '#db/schema/alert.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { statusHistory } from '#db/schema/history.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { staff } from '#db/schema/staff.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { declareIncident } from '#lib/flows/incidents/declare-incident.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import type { JudgedImpact } from '#lib/rules/incidents/judgement.ts'
import { getShared, setShared } from '#lib/shared.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testSite } from '#tests/support/site.ts'

export const now = new Date('2026-03-10T14:30:00Z')

export function secondsLater(count: number): Date {
  return new Date(now.getTime() + count * 1000)
}

/** A hoster with web01, web02 and web03, whose ids are 12 letters, and one colleague. */
export async function incidentsFixture() {
  const site = await testSite()
  const { db } = site
  const refreshed: string[] = []
  setShared({ ...getShared(), pages: { refresh: async ({ paths }) => void refreshed.push(...paths) } })

  return {
    ...site,
    refreshed,
    staffId: 'danadanadana',
    async reset() {
      const tables = [
        'posts',
        'servers',
        'people',
        'audit',
        'status_history',
        'subscribers',
        'sources',
      ] as const
      await emptyTables(db, ...tables, 'settings')
      refreshed.length = 0
      await db
        .insert(staff)
        .values({ role: 'owner', id: 'danadanadana', name: 'Dana', email: 'dana@example.net' })
      const rows = ['web01', 'web02', 'web03'].map(label => ({ id: idOf(label), label }))
      await db.insert(servers).values(rows.map(row => ({ ...row, hostname: `${row.label}.example.net` })))
      await db
        .insert(sources)
        .values({ id: 'sourcesource', name: 'probe', format: 'generic', tokenHash: 'x' })
    },
    /** Watches these servers. */
    async subscriber(id: string, ...labels: string[]) {
      await db.insert(subscribers).values({ id, email: `${id}@example.net`, state: 'confirmed' })
      const rows = labels.map(label => ({ subscriberId: id, serverId: idOf(label), confirmedAt: now }))
      await db.insert(subscriptions).values(rows)
    },
    /** An alert that counts at once, decided then. */
    async alert(label: string, at: Date, facts: Partial<typeof alertLog.$inferInsert> = {}) {
      await db.insert(alertLog).values({
        sourceId: 'sourcesource',
        serverId: idOf(label),
        format: 'generic',
        result: 'accepted',
        kind: 'outage',
        state: 'firing',
        severity: 'critical',
        summary: 'down',
        fingerprint: `outage:${label}`,
        receivedAt: at,
        startsAt: now,
        ...facts,
      })
      await decideAlerts(db, () => at)
    },
    /** A declared incident of these servers. Returns its id. */
    async declared(
      impacts: Record<string, JudgedImpact>,
      facts: Partial<Parameters<typeof declareIncident>[1]> = {},
      at = now,
    ) {
      const postId = newId()
      const declaration = {
        postId,
        staffId: 'danadanadana',
        title: 'web01 is down',
        text: 'We are looking into it.',
        servers: Object.entries(impacts).map(([label, impact]) => ({ id: idOf(label), impact })),
        groupId: null,
        startedAt: at,
        nextUpdateAt: null,
        isTold: true,
        ...facts,
      }
      const outcome = await declareIncident(db, declaration, at)
      if (outcome !== 'done') throw new Error(`It was not declared: ${outcome}.`)
      return postId
    },
    async post(id: string) {
      const [post] = await db.select().from(posts).where(eq(posts.id, id))
      if (!post) throw new Error(`There is no post ${id}.`)
      return post
    },
    rows: (postId: string) =>
      db
        .select()
        .from(affectedServers)
        .where(eq(affectedServers.postId, postId))
        .orderBy(affectedServers.serverId),
    /** "began web01 → ann, bob" for each notice, planned at that moment, in order. */
    async told(at: Date): Promise<string[]> {
      const all = await db.select().from(notices).orderBy(notices.createdAt, notices.id)
      const said: string[] = []
      for (const { id, kind, facts } of all) {
        await planNotice(db, id, at).catch(() => {})
        const rows = await db.select().from(deliveries).where(eq(deliveries.noticeId, id))
        const names = rows.map(row => row.subscriberId ?? 'staff').sort()
        said.push(`${kind} ${facts.servers.map(server => server.label).join(', ')} → ${names.join(', ')}`)
      }
      return said
    },
    /** "14:30 major_outage" for each line of a server's history. */
    async history(label: string): Promise<string[]> {
      const { at, sequence, impact, serverId } = statusHistory
      const lines = await db
        .select({ at, impact })
        .from(statusHistory)
        .where(eq(serverId, idOf(label)))
        .orderBy(at, sequence)
      return lines.map(line => `${line.at.toISOString().slice(11, 16)} ${line.impact}`)
    },
  }
}

/** The id of a server by its label. */
export function idOf(label: string): string {
  return `${label}xxxxxxx`
}
