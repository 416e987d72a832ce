import { readdir, readFile } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { groups } from '#db/schema/server.ts'
import { isGroupSlug } from '#lib/rules/servers/group-slug.ts'
import { testDatabase } from '#tests/support/database.ts'

it('groups that were there before have the address of their name afterwards, each its own', async () => {
  const { db } = await testDatabase()
  await db.execute(sql`alter table groups drop column slug`)
  const names = ['Dallas, rack 1', '— Dallas (rack 1) —', '東京', '大阪', 'M'.repeat(80)]
  for (const [i, name] of names.entries())
    await db.execute(sql`insert into groups (id, name, position) values (${`group${i}`}, ${name}, ${i})`)
  const name = (await readdir('db/migrations')).find(each => each.endsWith('_servers.sql'))
  const file = await readFile(`db/migrations/${name}`, 'utf8')
  for (const statement of file.split('--> statement-breakpoint'))
    if (statement.includes('"groups"')) await db.execute(sql.raw(statement))
  const rows = await db.select().from(groups).orderBy(groups.position)
  expect(rows.map(row => row.slug)).toEqual([
    'dallas-rack-1',
    'dallas-rack-1-group1',
    'group',
    'group-group3',
    'm'.repeat(40),
  ])
  expect(rows.every(row => isGroupSlug(row.slug))).toBe(true)
})
