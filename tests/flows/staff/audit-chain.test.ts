import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { readAuditLog } from '#db/reads/staff/audit-log.ts'
import { audit, auditSeals, staff } from '#db/schema/staff.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { checkAudit } from '#lib/flows/staff/check-audit.ts'
import { exportAudit } from '#lib/flows/staff/export-audit.ts'
import { keepAudit } from '#lib/flows/staff/keep-audit.ts'
import { purgeAudit } from '#lib/flows/staff/purge-audit.ts'
import { sealAudit } from '#lib/flows/staff/seal-audit.ts'
import { inContext } from '#lib/log/context.ts'
import { NotAllowed } from '#lib/rules/staff/not-allowed.ts'
import { later } from '#lib/rules/time/time.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testDatabase } from '#tests/support/database.ts'
import { until } from '#tests/support/until.ts'

let db: Database

beforeAll(async () => {
  db = (await testDatabase()).db
})

const start = new Date('2026-01-30T12:00:00Z')
let now = start
const clock = () => now

beforeEach(async () => {
  await emptyTables(db, 'people', 'audit', 'audit_seals', 'settings')
  await db.insert(staff).values({ id: 'dana', role: 'owner', name: 'Dana', email: 'dana@example.net' })
  await db.insert(staff).values({ id: 'ed', role: 'editor', name: 'Ed', email: 'ed@example.net' })
  now = start
})

const write = (facts?: Record<string, unknown>, subject = 'policy') =>
  db.transaction(tx =>
    writeAudit(tx, {
      at: now,
      staffId: 'dana',
      action: 'change-policy',
      subject,
      ...(facts ? { facts } : {}),
    }),
  )

/** Other test files share the server, and a transaction of theirs may keep a line from being sealed for a moment. */
async function sealAll(): Promise<void> {
  await until(
    async () => {
      await sealAudit(db, clock)
      return (await db.$count(auditSeals)) === (await db.$count(audit))
    },
    'all lines are sealed',
    20_000,
  )
}

/** What somebody does who may do anything in the database, and goes round the triggers. */
const behind = (statement: ReturnType<typeof sql>) =>
  db.transaction(async tx => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(statement)
  })

const sequences = async () =>
  (await db.select({ sequence: audit.sequence }).from(audit).orderBy(audit.sequence)).map(row => row.sequence)

async function written(count: number): Promise<number[]> {
  for (let i = 0; i < count; i++) {
    now = later(now, 3_600)
    await write({ number: i, before: { b: 1, a: { d: 1, c: 2 } }, after: { a: null } })
    await sealAll()
  }
  return sequences()
}

describe('the audit log', () => {
  it('is only added to', async () => {
    await write()
    await sealAll()
    for (const statement of [
      sql`update audit set action = 'sign-in'`,
      sql`delete from audit`,
      sql`truncate audit`,
      sql`update audit_seals set hash = ''`,
      sql`delete from audit_seals`,
      sql`truncate audit_seals`,
    ])
      await expect(db.execute(statement)).rejects.toMatchObject({
        cause: { message: expect.stringContaining('the audit log is only added to') },
      })
    expect(await db.$count(audit)).toBe(1)
  })

  it('names where a request came from', async () => {
    const from = { address: '192.0.2.7', device: 'Firefox' }
    await inContext({ requestId: 'r', from }, () => write())
    await write()
    const rows = await db.select().from(audit).orderBy(audit.sequence)
    expect(rows).toMatchObject([from, { address: null, device: null }])
  })

  it('is found by person, action, words and period', async () => {
    await write({ email: 'Eve@example.net' })
    await db.transaction(tx =>
      writeAudit(tx, { at: later(now, 60), staffId: null, action: 'purge-audit', subject: 'audit' }),
    )
    const any = { by: null, action: null, text: null, from: null, to: null, before: null }
    const found = async (part: Partial<typeof any> | object) =>
      (await readAuditLog(db, { ...any, ...part })).lines.map(line => line.action)
    expect(await found({})).toEqual(['purge-audit', 'change-policy'])
    expect(await found({ by: 'dana' })).toEqual(['change-policy'])
    expect(await found({ by: 'itself' })).toEqual(['purge-audit'])
    expect(await found({ by: "x' or true --" })).toEqual([])
    expect(await found({ action: 'change-policy' })).toEqual(['change-policy'])
    expect(await found({ text: 'EVE@' })).toEqual(['change-policy'])
    expect(await found({ text: '%' })).toEqual([])
    expect(await found({ from: later(now, 30) })).toEqual(['purge-audit'])
    expect(await found({ to: later(now, 30) })).toEqual(['change-policy'])
  })

  it('is taken as a file by owners, who are written down first', async () => {
    await write({ note: '=HYPERLINK("x")' })
    const filter = { by: null, action: null, text: null, from: null, to: null, before: null }
    const taken = async (format: 'csv' | 'jsonl') => {
      let text = ''
      for await (const piece of await exportAudit(db, { filter, format, staffId: 'dana' }, now))
        text += Buffer.from(piece).toString()
      return text
    }
    const lines = (await taken('jsonl'))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(lines).toMatchObject([
      { action: 'change-policy', by: { name: 'Dana' }, facts: { note: '=HYPERLINK("x")' } },
      { action: 'export-audit' },
    ])
    expect(await taken('csv')).toMatch(
      /^\uFEFFsequence,at,[^\n]+\r\n\d+,2026-01-30T12:00:00.000Z,dana,Dana,owner,/,
    )
    await expect(exportAudit(db, { filter, format: 'csv', staffId: 'ed' }, now)).rejects.toThrow(NotAllowed)
  })
})

describe('the chain of hashes', () => {
  it('is whole, whoever writes meanwhile, and knows a seal that was noted', async () => {
    expect(await checkAudit(db, null)).toMatchObject({ is: 'whole', count: 0, position: 0 })
    await Promise.all(Array.from({ length: 20 }, (_, i) => Promise.all([write({ i }), sealAudit(db, clock)])))
    await sealAll()
    const check = await checkAudit(db, null)
    expect(check).toMatchObject({ is: 'whole', count: 20, position: 20, waiting: 0 })
    if (check.is !== 'whole') return
    expect(await checkAudit(db, check)).toEqual(check)
    const other = { position: 20, hash: 'f'.repeat(64) }
    expect(await checkAudit(db, other)).toMatchObject({ is: 'broken', why: 'not-as-noted' })
    expect(await checkAudit(db, { ...other, position: 21 })).toMatchObject({ why: 'not-as-noted' })
  })

  it('waits for who began before, without keeping anybody waiting', async () => {
    await db.transaction(async tx => {
      await writeAudit(tx, { at: now, staffId: 'dana', action: 'change-policy', subject: 'slow' })
      await write({}, 'quick')
      await sealAudit(db, clock)
      expect(await db.$count(auditSeals)).toBe(0)
    })
    await sealAll()
    expect(await checkAudit(db, null)).toMatchObject({ is: 'whole', count: 2 })
  })

  it.each([
    ['another action', sql`action = 'sign-in'`],
    ['another person', sql`person_id = 'ed'`],
    ['another time', sql`at = at + interval '1 microsecond'`],
    ['another fact', sql`facts = facts || '{"number": 7}'`],
    ['another address', sql`address = '192.0.2.1'`],
  ])('names the first line that says %s', async (_, change) => {
    const [, second] = await written(3)
    await behind(sql`update audit set ${change} where sequence = ${second}`)
    expect(await checkAudit(db, null)).toEqual({
      is: 'broken',
      why: 'changed',
      position: 2,
      sequence: second,
    })
  })

  it('stays whole when the facts of a line are erased with a person, and that alone is let happen', async () => {
    await write({ email: 'eve@example.net' }, 'subscriber eve')
    await sealAll()
    await db.execute(sql`select erase_audit('subscriber eve')`)
    const [line] = await db.select().from(audit)
    expect(line).toMatchObject({ facts: null, erasedAt: expect.any(Date), action: 'change-policy' })
    expect(await checkAudit(db, null)).toMatchObject({ is: 'whole', count: 1 })
    const other = db.transaction(async tx => {
      await tx.execute(sql`set local allclear.audit_erasure = 'on'`)
      await tx.execute(sql`update audit set facts = null, erased_at = now(), action = 'sign-in'`)
    })
    await expect(other).rejects.toThrow()
    await behind(sql`update audit set erased_at = null`)
    expect(await checkAudit(db, null)).toMatchObject({ why: 'changed' })
  })

  it('names a line that is gone, and a seal that is', async () => {
    const [, second, third] = await written(3)
    await behind(sql`delete from audit where sequence = ${second}`)
    expect(await checkAudit(db, null)).toMatchObject({ why: 'line-gone', position: 2, sequence: second })
    await behind(sql`delete from audit_seals where sequence = ${second}`)
    expect(await checkAudit(db, null)).toMatchObject({ why: 'gap', position: 3, sequence: third })
  })

  it('names lines that are gone from its beginning', async () => {
    const [first, second] = await written(2)
    await behind(sql`delete from audit_seals where sequence = ${first}`)
    await behind(sql`delete from audit where sequence = ${first}`)
    expect(await checkAudit(db, null)).toMatchObject({ why: 'begins-late', sequence: second })
  })

  it('names a line that was put between older ones', async () => {
    await written(2)
    await db.insert(audit).values({ at: start, action: 'sign-in', subject: 'forged' })
    await sealAll()
    expect(await checkAudit(db, null)).toMatchObject({ why: 'too-late', position: 3 })
  })

  it('names a line that was put far behind', async () => {
    await db.execute(sql`select setval(pg_get_serial_sequence('audit', 'sequence'), 50000)`)
    await written(1)
    await db.execute(sql`
      insert into audit (sequence, at, action, subject) overriding system value values (7, ${start}, 'sign-in', 'forged')`)
    await sealAudit(db, clock)
    expect(await checkAudit(db, null)).toMatchObject({ why: 'never-sealed', sequence: 7 })
  })
})

describe('what is older than the settings say', () => {
  it('is removed at night from the beginning of the chain, which stays whole', async () => {
    await written(3)
    const change = { keptDays: 30, staffId: 'dana' }
    await expect(keepAudit(db, { ...change, staffId: 'ed' }, now)).rejects.toThrow(NotAllowed)
    now = later(now, 40 * 86_400)
    await keepAudit(db, change, now)
    await sealAll()
    await purgeAudit(db, now)
    await sealAll()
    const rows = await db.select().from(audit).orderBy(audit.sequence)
    expect(rows.map(row => row.action)).toEqual(['change-audit-time', 'purge-audit'])
    expect(rows[1]?.facts).toMatchObject({ position: 3, count: 3 })
    expect(await checkAudit(db, null)).toMatchObject({ is: 'whole', count: 2, position: 5 })
    await purgeAudit(db, now)
    expect(await db.$count(audit)).toBe(2)
  })
})
