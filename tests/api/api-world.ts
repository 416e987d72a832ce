import type { Database } from '#db/client.ts'
import { findings } from '#db/schema/agents/finding.ts'
import { comments } from '#db/schema/comment.ts'
import { customers } from '#db/schema/customer.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { containmentLog } from '#db/schema/security/measure.ts'
import { groups, servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { staff } from '#db/schema/staff.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { answerApi } from '#lib/api/answer-api.ts'
import { exampleIds as ids } from '#lib/api/contract/examples.ts'
import { env } from '#lib/env.ts'
import { makeApiToken } from '#lib/flows/settings/make-api-token.ts'
import { mostPerMinute } from '#lib/rules/settings/api-key.ts'
import { type ApiScope, apiScopes } from '#lib/rules/settings/api-scope.ts'
import { later } from '#lib/rules/time/time.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { addressOfFile } from '#tests/support/file-address.ts'
import { made } from '#tests/support/made.ts'

export const now = new Date('2026-03-10T14:30:00Z')
const ago = (minutes: number) => later(now, -minutes * 60)

const tables = [
  'servers',
  'groups',
  'posts',
  'updates',
  'maintenance',
  'recurrences',
  'subscribers',
  'comments',
  'sources',
  'customers',
  'api_tokens',
  'people',
  'audit',
  'settings',
] as const

/** All that the examples of the API are about, as they find it. */
export async function exampleWorld(db: Database): Promise<void> {
  await emptyTables(db, ...tables)
  await db.insert(staff).values({ role: 'owner', id: 'dana', name: 'Dana', email: 'dana@example-host.net' })
  await db.insert(groups).values([
    { id: ids.group, name: 'Rack 3', slug: 'rack-3', position: 0 },
    { id: ids.emptyGroup, name: 'Rack 8', slug: 'rack-8', position: 1 },
  ])
  await db.insert(servers).values(
    ['web07', 'web08', 'web09'].map((label, position) => ({
      id: label,
      label,
      hostname: `${label}.example-host.net`,
      groupId: ids.group,
      position,
      createdAt: ago(9000),
    })),
  )
  await db
    .insert(customers)
    .values({ domain: 'example.com', account: 'jane', serverId: 'web07', updatedAt: ago(9000) })
  await addIncidents(db)
  await addMaintenance(db)
  await addAdvisories(db)
  await addPeople(db)
  await db.insert(containmentLog).values({
    id: ids.measure,
    kind: 'firewall',
    text: 'Outgoing traffic to one address is blocked',
    isEverywhere: true,
    since: ago(40),
    postId: ids.incident,
    createdAt: ago(40),
  })
  await db.insert(sources).values({ id: ids.source, name: 'Scanner', format: 'generic', tokenHash: 'x' })
  await addAgent(db)
}

async function addAgent(db: Database): Promise<void> {
  const agent = { id: ids.agent, name: 'Agent on web09', format: 'generic', tokenHash: 'y' }
  await db.insert(sources).values({ ...agent, agentServerId: 'web09' })
  const found = { sourceId: ids.agent, serverId: 'web09', fingerprint: 'f', summary: 'A library' }
  const seen = { firstSeenAt: ago(20), lastSeenAt: ago(5) }
  await db.insert(findings).values({ id: ids.finding, severity: 'critical', ...found, ...seen })
}

async function addIncidents(db: Database): Promise<void> {
  const incident = { kind: 'incident' as const, visibility: 'published' as const, startedAt: ago(60) }
  await db.insert(posts).values([
    {
      ...incident,
      id: ids.incident,
      slug: 'web07-is-down',
      title: 'web07 is down',
      phase: 'investigating',
      publishedAt: ago(59),
    },
    {
      ...incident,
      id: ids.resolved,
      slug: 'web08-was-slow',
      title: 'web08 was slow',
      phase: 'resolved',
      publishedAt: ago(50),
      resolvedAt: ago(30),
    },
  ])
  await db.insert(affectedServers).values([
    { postId: ids.incident, serverId: 'web07', impact: 'major_outage', cause: 'outage', since: ago(60) },
    {
      postId: ids.resolved,
      serverId: 'web08',
      impact: 'degraded',
      cause: 'slowdown',
      since: ago(60),
      endedAt: ago(30),
      until: ago(30),
    },
  ])
}

async function addMaintenance(db: Database): Promise<void> {
  for (const [id, slug, startsAt] of [
    [ids.planned, 'new-disks', later(now, 86_400)],
    [ids.running, 'new-kernel', ago(10)],
  ] as const) {
    const times = { startsAt, endsAt: later(startsAt, 3600) }
    await db.insert(posts).values({
      id,
      slug,
      kind: 'maintenance',
      title: slug,
      visibility: 'published',
      phase: 'scheduled',
      startedAt: startsAt,
      publishedAt: ago(90),
    })
    await db.insert(maintenance).values({ id, postId: id, kind: 'maintenance', title: slug, ...times })
    await db
      .insert(maintenanceServers)
      .values({ maintenanceId: id, serverId: 'web08', toldAt: ago(80), ...times })
  }
}

async function addAdvisories(db: Database): Promise<void> {
  const words = { title: 'A hole', summary: 'We patch.', body: 'Nothing to do.', serverIds: ['web07'] }
  const advisory = { kind: 'advisory' as const, title: 'A hole', startedAt: ago(50), version: 1 }
  await db.insert(posts).values([
    { ...advisory, id: ids.draft, slug: 'a-hole', visibility: 'draft', draft: words },
    {
      ...advisory,
      id: ids.advisory,
      slug: 'a-patch',
      visibility: 'published',
      publishedAt: ago(40),
      summary: 'We patch.',
      body: 'Done.',
      namedServerIds: ['web07'],
    },
  ])
}

async function addPeople(db: Database): Promise<void> {
  const reader = { id: ids.subscriber, email: 'dana@example.com', state: 'confirmed' as const }
  await db.insert(subscribers).values({ ...reader, createdAt: ago(900), confirmedAt: ago(900) })
  await db.insert(subscriptions).values({ subscriberId: ids.subscriber, confirmedAt: ago(900) })
  const comment = {
    postId: ids.incident,
    authorName: 'Joe',
    body: 'Is mail affected too?',
    createdAt: ago(20),
    publishedAt: ago(20),
  }
  await db.insert(comments).values([
    { ...comment, id: ids.comment, state: 'published' },
    { ...comment, id: ids.hidden, state: 'removed' },
  ])
  const facts = {
    servers: [],
    endedBefore: [],
    stillAffected: [],
    saying: { is: 'words' as const, about: 'incident' as const, title: 'web07 is down', text: '' },
  }
  await db.insert(notices).values({
    id: 'notice',
    postId: ids.incident,
    kind: 'began',
    facts,
    plannedAt: ago(50),
    createdAt: ago(50),
  })
  await db.insert(deliveries).values({
    id: ids.delivery,
    noticeId: 'notice',
    subscriberId: ids.subscriber,
    channel: 'mail',
    address: 'dana@example.com',
    state: 'sent',
    sentAt: ago(49),
    createdAt: ago(50),
  })
}

/** A key that may do this; all, where nothing is said. */
export async function keyFor(
  db: Database,
  scopes: readonly ApiScope[] = apiScopes,
  name = 'Ansible',
): Promise<string> {
  // Tests send more in one moment of theirs than any program does.
  const wanted = { name, scopes, expiresAt: null, staffId: 'dana', perMinute: mostPerMinute }
  return made(await makeApiToken(db, wanted, now)).token
}

export type ApiCall = {
  method?: string
  path: string
  key?: string | null
  body?: unknown
  idempotencyKey?: string
  headers?: Record<string, string>
}

/** Sends a request to the API as another system does. */
export async function callApi(
  db: Database,
  { method = 'GET', path, key, body, ...more }: ApiCall,
  at: Date = now,
) {
  const headers = {
    'x-forwarded-for': addressOfFile(),
    ...(key ? { authorization: `Bearer ${key}` } : {}),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(more.idempotencyKey ? { 'idempotency-key': more.idempotencyKey } : {}),
    ...more.headers,
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const init = { method, headers, ...(body === undefined ? {} : { body: text }) }
  const response = await answerApi(new Request(`${env.SITE_URL}/api/v1${path}`, init), at, db)
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    headers: response.headers,
    body: JSON.parse((await response.text()) || 'null'),
  }
}
