import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { fromDrizzle, PgBoss } from 'pg-boss'
import type { Database } from '#db/client.ts'
import type { Jobs } from '#db/jobs.ts'
import { sealDestination } from '#db/keys/destination.ts'
import { sealSigning } from '#db/keys/signing.ts'
import { openMoving } from '#db/moving/session.ts'
import { beginExport } from '#lib/flows/moving/begin-export.ts'
import { exportSite } from '#lib/flows/moving/export-site.ts'
import { type ImportGiven, importSite } from '#lib/flows/moving/import-site.ts'
import { makeSiteKey } from '#lib/flows/settings/make-site-key.ts'
import { sealStored } from '#lib/flows/settings/seal-stored.ts'
import { seedDemo } from '#lib/flows/settings/seed-demo.ts'
import { readMoved, writeMoved } from '#lib/moving/files.ts'
import { testDatabase } from '#tests/support/database.ts'

export const now = new Date('2026-11-30T12:00:00Z')

/** Signs that something between here and there may take for its own. */
const awkward = 'a "quoted" \\backslash\\ \\. \\N\nnext line\ttab, naïve 🛰 \u2028 \u0001\u0002 end'

/** What waits to be done once, and what comes again by itself. */
export const pendingJobs: { queue: keyof Jobs; data: object }[] = [
  { queue: 'ask-confirmation', data: { subscriberId: 'ann' } },
  { queue: 'plan-notice', data: { noticeId: 'n1' } },
  { queue: 'purge-bodies', data: {} },
]

/** A folder for files, removed after the tests of a file. */
export async function movingFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-moving-'))
  return {
    path: (name: string) => join(folder, name),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** The demo hoster, with what it lacks: readers, destinations, a signed source, files, what waits to be sent, and awkward signs. */
export async function filledDatabase() {
  const site = await testDatabase()
  const { db, connectionString } = site
  await sealStored(db, now, () => {})
  await seedDemo(db, now)
  await makeSiteKey(db)
  await addReaders(db)
  await addSource(db)
  await addPending(db)
  await db.execute(sql`insert into site_files (name, bytes) values ('logo.png', ${randomBytes(300_000)})`)
  await addJobs(db, connectionString)
  return site
}

async function addReaders(db: Database): Promise<void> {
  await db.execute(sql`insert into subscribers (id, email, state, confirmed_at)
    select 'r' || n, 'r' || n || '@example.net', 'confirmed', now() + n * interval '1 microsecond' from generate_series(1, 500) n`)
  await db.execute(sql`insert into subscribers (id, email) values ('ann', 'ann@example.net')`)
  await db.execute(sql`update servers set note = ${awkward}, aliases = array[${awkward}, '', 'null', '{}', 'NULL']
    where id = (select min(id) from servers)`)
  const contents = { address: 'https://hooks.slack.com/services/T0/B0/hook-secret', config: {} }
  const { address, config } = sealDestination('d1', 'slack', contents)
  await db.execute(sql`insert into destinations (id, subscriber_id, channel, address, config, label, state)
    values ('d1', 'ann', 'slack', ${address}, ${JSON.stringify(config)}::jsonb, '', 'active')`)
  await db.execute(sql`insert into server_readings
    (server_id, hour, cores, load_least, load_most, load_most_at, load_sum, load_count)
    select min(id), now(), 4, 0.1, 1e300, now(), 0.1::float8 + 0.2::float8, 3 from servers`)
}

async function addSource(db: Database): Promise<void> {
  const signing = sealSigning('signed', {
    scheme: 'pagerduty',
    secrets: [{ value: 'signs-the-alerts', until: null }],
  })
  await db.execute(sql`insert into sources (id, name, token_hash, signing)
    values ('signed', 'PagerDuty', 'hash', ${JSON.stringify(signing)}::jsonb)`)
}

/** Two deliveries that wait, one of them in an attempt that was cut off, and a notice nobody has planned. */
async function addPending(db: Database): Promise<void> {
  await db.execute(sql`insert into notices (id, post_id, kind, facts, planned_at)
    select id, post, 'began', ${JSON.stringify({ servers: [awkward] })}::jsonb, planned from
    (select min(id) as post from posts) p, (values ('n1', null), ('n2', now())) as n (id, planned)`)
  await db.execute(sql`insert into batches (id, channel, attempts, next_at) values ('b1', 'mail', 1, now())`)
  await db.execute(sql`insert into deliveries (id, notice_id, subscriber_id, channel, address, state, batch_id) values
    ('q', 'n2', 'ann', 'mail', 'ann@example.net', 'queued', null),
    ('s', 'n2', 'r1', 'mail', 'r1@example.net', 'sending', 'b1'),
    ('t', 'n2', 'r2', 'mail', 'r2@example.net', 'sent', null)`)
}

async function addJobs(db: Database, connectionString: string): Promise<void> {
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false, max: 1 })
  await boss.start()
  for (const { queue, data } of pendingJobs)
    await boss.insert(queue, [{ data }], { db: fromDrizzle(db, sql) })
  await boss.stop({ graceful: false })
}

/** Writes an export. keyText: of the installation, which goes along in a sealed file. */
export async function exportTo(
  path: string,
  connectionString: string,
  given: { secret?: Buffer; keyText?: string; isRunning?: boolean } = {},
): Promise<void> {
  const session = await openMoving(connectionString)
  try {
    const header = await beginExport(session, { purpose: 'export', keyText: given.keyText ?? null, now })
    const pieces = exportSite(session, { ...header, isRunning: given.isRunning ?? false })
    await writeMoved(path, pieces, given.secret ?? null)
  } finally {
    await session.close()
  }
}

/** Reads an export into a database. */
export function importFrom(
  path: string,
  connectionString: string,
  given: Partial<ImportGiven> & { secret?: Buffer } & Pick<ImportGiven, 'dataDir'>,
) {
  return importSite({
    open: () => readMoved(path, given.secret ?? null),
    connectionString,
    envKey: undefined,
    oldKey: null,
    isWithoutSecrets: false,
    isPendingSent: false,
    now,
    onChecked() {},
    onTable() {},
    ...given,
  })
}

/** All rows of all tables but those that an export and an import write themselves, by table. */
export async function contentsOf(db: Database): Promise<Record<string, string[]>> {
  const { rows: tables } = await db.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public'`,
  )
  const found: Record<string, string[]> = {}
  for (const { name } of tables) {
    const { rows } = await db.execute<{ line: string }>(
      sql.raw(`select to_jsonb(t)::text as line from "${name}" t`),
    )
    found[name] = rows
      .map(row => row.line)
      .filter(line => !/"action": "(ex|im)port-all"/.test(line))
      .sort()
  }
  return found
}

/** The one-off jobs that wait, by queue. */
export async function jobsOf(db: Database): Promise<{ name: string; data: object }[]> {
  const { rows } = await db.execute<{ name: string; data: object }>(
    sql`select name, data from pgboss.job where state = 'created' order by name`,
  )
  return rows
}
