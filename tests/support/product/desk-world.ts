import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { demoStaff } from '#content/demo/hoster.ts'
import { newId } from '#db/id.ts'
import { readApiTokens } from '#db/reads/settings/api-tokens.ts'
import { agents } from '#db/schema/agents/agent.ts'
import { findings } from '#db/schema/agents/finding.ts'
import { alertLog } from '#db/schema/alert.ts'
import { brandServers, brands } from '#db/schema/brand.ts'
import { comments } from '#db/schema/comment.ts'
import { customers } from '#db/schema/customer.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { recurrences } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { staff } from '#db/schema/staff.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { makeAgents } from '#lib/flows/agents/make-agents.ts'
import { beginImport, readProduct } from '#lib/flows/imports/read-product.ts'
import { saveAdvisory } from '#lib/flows/posts/save-advisory.ts'
import { draftReview } from '#lib/flows/reviews/draft-review.ts'
import { saveReview } from '#lib/flows/reviews/save-review.ts'
import { makeApiToken } from '#lib/flows/settings/make-api-token.ts'
import { renewKey } from '#lib/flows/settings/renew-key.ts'
import { later } from '#lib/rules/time/time.ts'
import type { ProductVisit } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'

const writer = 'martina@example.org'

/**
 * Brings about what every page of the desk has something to show of: an outage that was mailed, a held file, a guess, an
 * alert without a server, a draft, a review, a comment. Returns the address of each page that has a part to fill in, or that
 * says nothing without a query, by its address in the tree.
 */
export async function makeDeskWorld(product: ProductVisit): Promise<Record<string, string>> {
  await bringTrouble(product)
  const { db } = product
  const staffId = (await first(db.select().from(staff).where(eq(staff.email, demoStaff.email)), 'staff')).id
  const server = await first(db.select().from(servers).where(eq(servers.label, 'web12')), 'server')
  const source = await first(db.select().from(sources), 'source')
  const subscriber = await first(
    db.select().from(subscribers).where(eq(subscribers.state, 'confirmed')),
    'subscriber',
  )
  const line = await first(db.select().from(alertLog).orderBy(desc(alertLog.sequence)), 'alert')
  const held = await first(db.select().from(posts).where(eq(posts.visibility, 'held')), 'held incident')
  const open = await first(db.select().from(posts).where(isOpen), 'open incident')
  const mail = await until(async () => (await sentMails(product))[0], 'a mail is sent')
  const advisory = await draftAdvisory(product, staffId, server.id)
  const over = await writeReview(product, staffId)
  await comment(product)
  return {
    '/desk/enter/[token]': '/desk/enter/a-token',
    '/desk/join/[token]': '/desk/join/a-token',
    '/desk/set-up/[token]': '/desk/set-up/a-token',
    '/desk/agents/[id]': `/desk/agents/${await makeAgent(product, staffId, server.id)}`,
    '/desk/findings/[id]': `/desk/findings/${await findingOn(product, server.id)}`,
    '/desk/alerts/[sequence]': `/desk/alerts/${line.sequence}?replay=dry`,
    '/desk/brands/[id]': `/desk/brands/${await addBrand(product, server.id)}`,
    '/desk/brands/[id]/preview': '/desk/brands/deskbrand001/preview',
    '/desk/customers/[customer]': `/desk/customers/${await mapCustomer(product, server.id)}`,
    '/desk/deliveries/[id]': `/desk/deliveries/${mail.id}`,
    '/desk/help/[page]': '/desk/help/keys',
    '/desk/incidents/[id]': `/desk/incidents/${open.id}`,
    '/desk/keys/[id]': `/desk/keys/${await makeKey(product, staffId)}`,
    '/desk/maintenance/[id]': `/desk/maintenance/${await planWeekly(product, server.id)}`,
    '/desk/outbox/[name]': `/desk/outbox/${await nameOfMail(product)}`,
    '/desk/posts/[id]': `/desk/posts/${open.id}`,
    '/desk/posts/[id]/acknowledge': `/desk/posts/${held.id}/acknowledge`,
    '/desk/posts/[id]/advance': `/desk/posts/${advisory}/advance`,
    '/desk/posts/[id]/edit': `/desk/posts/${advisory}/edit`,
    '/desk/posts/[id]/preview': `/desk/posts/${advisory}/preview`,
    '/desk/posts/[id]/review': `/desk/posts/${over}/review`,
    '/desk/posts/[id]/review/preview': `/desk/posts/${over}/review/preview`,
    '/desk/settings/imports/[id]': `/desk/settings/imports/${await readKuma(product, staffId)}`,
    '/desk/servers/[id]': `/desk/servers/${server.id}`,
    '/desk/servers/[id]/retire': `/desk/servers/${server.id}/retire`,
    '/desk/sources/[id]': `/desk/sources/${source.id}`,
    '/desk/subscribers/[id]': `/desk/subscribers/${subscriber.id}`,
    '/desk/subscribers/[id]/edit': `/desk/subscribers/${subscriber.id}/edit`,
    '/desk/subscribers/person': `/desk/subscribers/person?email=${writer}`,
  }
}

/** An agent with all that an agent can say of itself, and something that it finds. */
async function makeAgent({ db }: ProductVisit, staffId: string, serverId: string): Promise<string> {
  const now = new Date()
  const { made } = await makeAgents(db, { serverIds: [serverId], staffId }, now)
  const sourceId = made[0]?.sourceId ?? ''
  const heard = { at: now, receivedAt: now, firstAt: now, bootId: 'b', checksRun: 14, openCount: 1 }
  const unknown = ['rpm-verify: rpm is missing', 'x'.repeat(200)]
  const said = {
    version: '0.9.0',
    mode: 'move',
    scheduler: 'systemd',
    scanMs: 1200,
    baselineAt: now,
  } as const
  await db
    .insert(agents)
    .values({ serverId, sourceId, unknown, quarantined: 2, spooled: 3, ...heard, ...said })
  const evidence = {
    check: 'unowned-library',
    path: `/lib64/${'long-'.repeat(36)}.so <b>`,
    sha256: 'a'.repeat(64),
    owner: 'root:root 0755',
    packageAnswer: 'owned by no package',
    details: 'line\n'.repeat(40),
  }
  const seen = { severity: 'critical', summary: 'A library', firstSeenAt: now, lastSeenAt: now } as const
  await db.insert(findings).values({ sourceId, serverId, fingerprint: 'f', ...evidence, ...seen })
  return sourceId
}

async function findingOn({ db }: ProductVisit, serverId: string): Promise<string> {
  const own = db.select().from(findings).where(eq(findings.serverId, serverId))
  return (await first(own, 'finding')).id
}

/** A key with all that a key can have: networks, an end, and a secret before. */
/** A reseller, whose server tells whose it is. */
async function addBrand({ db }: ProductVisit, serverId: string): Promise<string> {
  const id = 'deskbrand001'
  const site = { name: 'Reseller', mailFrom: 'Reseller <status@reseller.test>', version: 1 }
  await db.insert(brands).values({ id, host: 'status.reseller.test', site })
  await db.insert(brandServers).values({ brandId: id, serverId, name: null })
  return id
}

async function makeKey({ db }: ProductVisit, staffId: string): Promise<string> {
  const now = new Date()
  const expiresAt = later(now, 90 * 86_400)
  const networks = ['203.0.113.0/24', '2001:db8:1234:5678:9abc:def0:1234:5678/128']
  const wanted = { name: 'Ansible', scopes: ['servers:read'] as const, expiresAt, staffId, networks }
  await makeApiToken(db, wanted, now)
  const [key] = (await readApiTokens(db)).filter(({ name }) => name === 'Ansible')
  if (!key) throw new Error('The key was not made.')
  const renewal = { keyId: key.id, seenStart: key.tokenStart, overlapHours: 24, expiresAt, staffId }
  await renewKey(db, renewal, now)
  return key.id
}

const isOpen = and(eq(posts.kind, 'incident'), eq(posts.visibility, 'published'), isNull(posts.resolvedAt))

async function first<T>(rows: Promise<T[]>, what: string): Promise<T> {
  const [row] = await rows
  if (!row) throw new Error(`The demo has no ${what}.`)
  return row
}

async function bringTrouble({ alert, db }: ProductVisit): Promise<void> {
  const facts = { state: 'firing', severity: 'critical' }
  const outage = { ...facts, kind: 'outage', summary: 'no answer' }
  await alert({ ...outage, server: 'web07.example-host.net', fingerprint: 'ping:web07' })
  await alert({ ...outage, server: 'nobody.example-host.net', fingerprint: 'ping:nobody' })
  const slow = { ...facts, kind: 'slowdown', severity: 'warning', summary: 'web12 answers slowly' }
  await alert({ ...slow, server: 'web12.example-host.net', fingerprint: 'slow:web12' })
  const file = { ...facts, kind: 'suspicious-file', summary: '/lib64/libkeyutils.so.1.9' }
  await alert({ ...file, server: 'web08.example-host.net', fingerprint: 'file:web08' })
  const isTold = async () => (await db.$count(posts, isOpen)) > 0
  const isHeld = async () => (await db.$count(posts, eq(posts.visibility, 'held'))) > 0
  await until(async () => (await isTold()) && (await isHeld()), 'the trouble is on the desk')
}

/** Returns the account of a customer who is on a server in trouble. */
async function mapCustomer({ db }: ProductVisit, serverId: string): Promise<string> {
  await db.insert(customers).values({ domain: 'jane.example', account: 'jane', serverId })
  return 'jane'
}

/** Returns the id of maintenance that comes again. */
async function planWeekly({ db }: ProductVisit, serverId: string): Promise<string> {
  const id = newId()
  const when = { rule: 'FREQ=WEEKLY;BYDAY=SU', firstDay: '2031-01-05', zone: 'Europe/Berlin' }
  const clock = { fromClock: '01:00', toClock: '05:00' }
  const what = {
    kind: 'maintenance' as const,
    title: 'Kernels are renewed',
    serverIds: [serverId],
    turns: [],
  }
  const rest = { endsBy: 'itself' as const, isQuiet: true, reminders: [] }
  await db.insert(recurrences).values({ id, ...when, ...clock, ...what, ...rest })
  return id
}

const sentMails = ({ db }: ProductVisit) =>
  db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.state, 'sent'), isNotNull(deliveries.subscriberId)))

async function nameOfMail({ dataDir }: ProductVisit): Promise<string> {
  const names = await until(async () => {
    const all = await readdir(join(dataDir, 'outbox')).catch(() => [])
    return all.filter(name => name.endsWith('.eml'))
  }, 'a mail is in the outbox')
  return names[0] ?? ''
}

/** Returns the id of an advisory that nobody but staff has seen. */
async function draftAdvisory({ db }: ProductVisit, staffId: string, serverId: string): Promise<string> {
  const postId = newId()
  const draft = {
    title: 'A hole in the kernel',
    summary: 'Patches are on their way.',
    body: '## What we know\n\nIt is *open*.',
    serverIds: [serverId],
  }
  const written = { postId, staffId, version: 0, slug: `a-hole-${postId}`, draft }
  await saveAdvisory(db, written, new Date())
  return postId
}

/** Returns the id of an incident that is over, of which a review is begun. */
async function writeReview({ db }: ProductVisit, staffId: string): Promise<string> {
  const isOver = and(
    eq(posts.kind, 'incident'),
    eq(posts.visibility, 'published'),
    isNotNull(posts.resolvedAt),
  )
  const { id } = await first(db.select().from(posts).where(isOver), 'incident that is over')
  const text = (await draftReview(db, id)) ?? ''
  await saveReview(db, { postId: id, staffId, version: 0, text }, new Date())
  return id
}

/** Somebody who gets no notices asks something. */
async function comment({ db }: ProductVisit): Promise<void> {
  const advisory = await first(db.select().from(posts).where(eq(posts.kind, 'advisory')), 'advisory')
  const words = { authorName: 'Martina', email: writer, body: 'Is the server that hosts me clean?' }
  await db
    .insert(comments)
    .values({ ...words, id: newId(), postId: advisory.id, state: 'published', publishedAt: new Date() })
}

/** What was read of an Uptime Kuma, and waits to be looked at. */
async function readKuma({ db }: ProductVisit, staffId: string): Promise<string> {
  const now = new Date()
  const task = { product: 'uptime-kuma' as const, hints: { zone: 'UTC', page: '', now } }
  const backup = {
    version: '1.23.0',
    monitorList: [{ id: 1, name: 'Shop', type: 'http', url: 'https://shop.example.net' }],
  }
  const bytes = Buffer.from(JSON.stringify(backup))
  const id = await beginImport(db, { staffId, product: 'uptime-kuma' }, now)
  await readProduct(db, id, { ...task, given: { is: 'bytes', name: 'backup.json', bytes } }, () => now)
  return id
}
