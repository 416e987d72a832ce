import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { readDeskUpdates } from '#db/reads/posts/desk-post.ts'
import { updates } from '#db/schema/update.ts'
import type { TimelineFacts } from '#lib/rules/incidents/timeline-facts.ts'
import { conditions } from '#lib/rules/servers/condition.ts'
import { updateText } from '#lib/words/posts.ts'
import { wordsIn } from '#lib/words/words.ts'
import { migrateBefore } from '#tests/support/database/migrate-before.ts'
import { testDatabase } from '#tests/support/database.ts'
import { bodyBefore } from './timeline-before.ts'

const labels = [
  'web01',
  'web02.example-host.net',
  '*new*_<web>',
  'a and b',
  'a, b',
  'web is down. Really',
  "O'Hara & Sons",
]
const plain = labels.slice(0, 3)
const named = (label: string) => ({ id: `id of ${label}`, label })
const [one, two, three] = plain.map(named) as [Named, Named, Named]
type Named = ReturnType<typeof named>

const nothing = {
  is: 'change' as const,
  began: [],
  worsened: [],
  intermittent: [],
  recovered: null,
  isOpening: false,
} satisfies TimelineFacts
const past = {
  condition: 'down',
  since: '2026-03-10T14:30:12.345Z',
  until: '2026-03-10T16:05:00.000Z',
} as const

/** What is recognised. */
const told: TimelineFacts[] = [
  {
    ...nothing,
    began: [
      { servers: [one], more: 0, condition: 'down' },
      { servers: [two, three], more: 0, condition: 'slow' },
    ],
    isOpening: true,
  },
  {
    ...nothing,
    began: [{ servers: [one, two, three], more: 0, condition: 'being_checked' }],
    worsened: [{ servers: [one], more: 0, condition: 'partly_down' }],
    intermittent: [
      { servers: [one], more: 0, condition: 'intermittently_down' },
      { servers: [two, three], more: 0, condition: 'intermittently_slow' },
    ],
    recovered: { servers: [three], more: 0 },
  },
  { ...nothing, recovered: { servers: [one, two], more: 0 } },
  { is: 'over', servers: [{ ...one, ...past }], more: 0 },
  {
    is: 'over',
    servers: [
      { ...one, ...past, condition: 'in_trouble' },
      { ...three, ...past, since: past.until },
    ],
    more: 0,
  },
]

/** What keeps its words. */
const others = [
  'web01 does not answer. We are looking into it.',
  'web99 is down.',
  'web01 is down. web99 is slow.',
  'web01 are down.',
  'web01 is down now. web01 is slow.',
  'We have been alerted. web01 is down.',
  'web01 and web99 have recovered. We keep watching before we call it over.',
  'web01, *new* and 4 more servers are down.',
  'All clear: web99 was down from <Timestamp at="2026-03-10T14:30:12.345Z" /> to <Timestamp at="2026-03-10T14:35:12.345Z" /> (5 minutes). This incident is over.',
  'All clear: web01 was down from <Timestamp at="2026-03-10T14:30:12.345Z" /> to <Timestamp at="2026-03-10T14:35:12.345Z" /> (6 minutes). This incident is over.',
  'All clear: . This incident is over.',
]

/** Facts of labels that are hard to read back, too. */
const anyServers = fc.shuffledSubarray(labels, { minLength: 1, maxLength: 5 }).map(list => list.map(named))
const anyGroup = fc.record({
  servers: anyServers,
  more: fc.constant(0),
  condition: fc.constantFrom(...conditions),
})
const anyChange = fc.record({
  is: fc.constant('change' as const),
  began: fc.array(anyGroup, { minLength: 1, maxLength: 2 }),
  worsened: fc.array(anyGroup, { maxLength: 1 }),
  intermittent: fc.array(anyGroup, { maxLength: 1 }),
  recovered: fc.option(fc.record({ servers: anyServers, more: fc.constant(0) })),
  isOpening: fc.boolean(),
})
const anyMoment = fc.date({
  min: new Date('2024-01-01'),
  max: new Date('2026-06-01'),
  noInvalidDate: true,
})
const anyOver = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...labels), fc.constantFrom(...conditions), anyMoment, anyMoment), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.constantFrom(0, 2, 900),
  )
  .map(([rows, more]): TimelineFacts => {
    const servers = rows.map(([label, condition, a, b]) => {
      const [since = a, until = b] = [a, b].sort((x, y) => x.getTime() - y.getTime())
      return { ...named(label), condition, since: since.toISOString(), until: until.toISOString() }
    })
    return { is: 'over', servers, more: servers.length > 1 ? more : 0 }
  })
const awkward = fc.sample(fc.oneof(anyChange, anyOver), { numRuns: 200, seed: 9 })

let db: Database
/** What was stored, by the ids of the updates. */
const stored = new Map<string, string>()
const converted = new Map<string, TimelineFacts | null>()

beforeAll(async () => {
  const opened = await testDatabase()
  db = opened.db
  await migrateBefore(opened, 'timeline-facts')
  for (const [id, kind] of [
    ['p1', 'incident'],
    ['p2', 'maintenance'],
  ])
    await db.execute(
      sql`insert into posts (id, slug, kind, title, visibility, started_at) values (${id}, ${id}, ${kind}, '', 'held', now())`,
    )
  for (const label of labels) {
    const { id } = named(label)
    await db.execute(sql`insert into servers (id, hostname, label) values (${id}, ${id}, ${label})`)
    await db.execute(sql`insert into affected_servers (post_id, server_id, impact, cause, since)
      values ('p1', ${id}, 'major_outage', 'outage', now())`)
  }
  await db.execute(sql`insert into people (id, name, email) values ('eve', 'Eve', 'eve@example-host.net')`)
  for (const [i, facts] of told.entries()) stored.set(`told ${i}`, bodyBefore(facts))
  for (const [i, body] of others.entries()) stored.set(`other ${i}`, body)
  for (const [i, facts] of awkward.entries()) stored.set(`awkward ${i}`, bodyBefore(facts))
  stored.set('of staff', 'web01 is down. We have been alerted.')
  stored.set('of work', 'web01 is down. We have been alerted.')
  const rows = [...stored].map(([id, body]) => {
    const [postId, staffId] = [id === 'of work' ? 'p2' : 'p1', id === 'of staff' ? 'eve' : null]
    return sql`(${id}, ${postId}, 'investigating', ${body}, ${staffId})`
  })
  await db.execute(
    sql`insert into updates (id, post_id, phase, body, person_id) values ${sql.join(rows, sql`, `)}`,
  )
  await migrateDatabase(opened.connectionString, () => {})
  for (const { id, facts } of await db.select().from(updates)) converted.set(id, facts)
})

describe('what a version before kept as words', () => {
  it('reads as it did, word for word', async () => {
    const read = [...(await readDeskUpdates(db, 'p1')), ...(await readDeskUpdates(db, 'p2'))]
    expect(read).toHaveLength(stored.size)
    for (const update of read)
      expect({ id: update.id, text: updateText(wordsIn('en'), update) }).toEqual({
        id: update.id,
        text: stored.get(update.id),
      })
  })

  it.each(told.map((facts, i) => [`told ${i}`, facts] as const))('%s is facts now', (id, facts) => {
    expect(converted.get(id)).toEqual(facts)
  })

  it('is facts now even where only the first servers were named', () => {
    const found = [...converted.values()].filter(
      facts => facts?.is === 'change' && facts.began.some(group => group.more > 0),
    )
    expect(found.length).toBeGreaterThan(0)
  })

  it.each(others.map((body, i) => [`other ${i}`, body]))('%s keeps its words: %s', id => {
    expect(converted.get(id)).toBeNull()
  })

  it('is converted for the most part, whatever servers are called', () => {
    const facts = awkward.map((_, i) => converted.get(`awkward ${i}`))
    expect(facts.filter(each => each).length).toBeGreaterThan(awkward.length / 3)
  })

  it('stays words when a person wrote it, or when it is about work', () => {
    expect(converted.get('of staff')).toBeNull()
    expect(converted.get('of work')).toBeNull()
  })
})

it('an update has words or facts, never both and never neither', async () => {
  const [facts] = told
  const row = { postId: 'p1', phase: 'monitoring' as const }
  await expect(db.insert(updates).values({ ...row, body: 'words', facts })).rejects.toThrow()
  await expect(db.insert(updates).values(row)).rejects.toThrow()
})
