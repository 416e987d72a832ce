import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { apiTokens } from '#db/schema/api.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { testDatabase } from '#tests/support/database.ts'

it('tokens that were there before may do afterwards what they could, under their names', async () => {
  const { db } = await testDatabase()
  await db.execute(
    sql`alter table api_tokens drop column scopes, drop column expires_at, add column scope text`,
  )
  for (const scope of ['customers', 'progress', 'servers'])
    await db.execute(
      sql`insert into api_tokens (id, name, token_hash, scope) values (${scope}, ${`name of ${scope}`}, ${scope}, ${scope})`,
    )
  const name = (await readdir('db/migrations')).find(each => each.endsWith('_api_keys.sql'))
  const file = await readFile(`db/migrations/${name}`, 'utf8')
  for (const statement of file.split('--> statement-breakpoint'))
    if (!statement.includes('"api_answers"')) await db.execute(sql.raw(statement))
  const rows = await db.select().from(apiTokens).orderBy(apiTokens.id)
  expect(rows.map(row => [row.id, row.scopes, row.expiresAt])).toEqual([
    ['customers', ['customers:write'], null],
    ['progress', ['progress:write'], null],
    ['servers', ['servers:read', 'servers:write'], null],
  ])
  const colleagues = await db.select({ id: staff.id, name: staff.name }).from(staff).orderBy(staff.id)
  expect(colleagues[0]).toEqual({ id: 'customers', name: 'name of customers' })
  expect(await readStaff(db)).toEqual([])
})

it('keys that were there before are answered for by who made them, as long as they are staff', async () => {
  const { db } = await testDatabase()
  await db.insert(staff).values([
    { id: 'dana', name: 'Dana', email: 'dana@example.net', role: 'owner' },
    { id: 'gone', name: 'Eve', email: 'gone', role: 'owner' },
  ])
  for (const maker of ['dana', 'gone', 'nobody'])
    await db.insert(apiTokens).values({ id: `of-${maker}`, name: maker, scopes: [], tokenHash: maker })
  const made = (staffId: string) => ({
    action: 'make-api-token' as const,
    staffId,
    subject: `token of-${staffId}`,
  })
  await db.insert(audit).values([made('dana'), made('gone')])
  const name = (await readdir('db/migrations')).find(each => each.endsWith('_key-care.sql'))
  const file = await readFile(`db/migrations/${name}`, 'utf8')
  await db.execute(sql.raw(file.split('--> statement-breakpoint').at(-1) ?? ''))
  const rows = await db.select().from(apiTokens).orderBy(apiTokens.id)
  expect(rows.map(row => [row.id, row.ownerId, row.perMinute])).toEqual([
    ['of-dana', 'dana', 600],
    ['of-gone', null, 600],
    ['of-nobody', null, 600],
  ])
})
