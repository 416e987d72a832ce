import { eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alertLog } from '#db/schema/alert.ts'
import { servers } from '#db/schema/server.ts'
import type { Site } from '#tests/support/site.ts'
import { until } from '#tests/support/until.ts'
import { addSource, alert, batch, bearer, call, intakeSite } from './intake-fixture.ts'

let site: Site
let token: string

beforeAll(async () => {
  site = await intakeSite()
  ;({ token } = await addSource(site))
})
afterAll(() => site?.close())

const send = (body: string | ReadableStream, headers = {}) =>
  call(site, { body, headers: { ...bearer(token), ...headers } })
const add = (label: string) =>
  site.db.insert(servers).values({ id: `srv_${label}`, hostname: `${label}.example-host.net`, label })
const statusOf = async (server: string) => (await send(batch(alert({ server })))).body.results[0].status

describe('alerts that are written together', () => {
  it('are each told the line that is theirs, in the order of their request', async () => {
    const prints = Array.from({ length: 24 }, (_, i) => [`together-${i}-a`, `together-${i}-b`])
    const answers = await Promise.all(
      prints.map(pair => send(batch(...pair.map(fingerprint => alert({ fingerprint }))))),
    )
    const told = answers.flatMap(({ body }) => body.results) as { id: string; fingerprint: string }[]
    const lines = await site.db
      .select({ sequence: alertLog.sequence, fingerprint: alertLog.fingerprint })
      .from(alertLog)
      .where(inArray(alertLog.fingerprint, prints.flat()))
    const numbers = new Map(lines.map(line => [line.fingerprint, String(line.sequence)]))
    expect(told.map(({ fingerprint }) => fingerprint)).toEqual(prints.flat())
    expect(told.map(({ id }) => id)).toEqual(prints.flat().map(print => numbers.get(print)))
    for (const { body } of answers) expect(Number(body.results[1].id)).toBe(Number(body.results[0].id) + 1)
  })

  it('are kept with every mark that their texts have, and half a character as none', async () => {
    const summary = `it's "5 %" \\ {a,b} $1 :x \u{1f4a5} é`
    await send(batch(alert({ fingerprint: 'marks', summary, labels: { half: 'x' } })))
    await send(
      '{"version":1,"alerts":[{"fingerprint":"half","server":"web07","kind":"outage","state":"firing",'.concat(
        '"severity":"critical","summary":"half \\ud83d."}]}',
      ),
    )
    const lines = await site.db
      .select({ fingerprint: alertLog.fingerprint, summary: alertLog.summary })
      .from(alertLog)
      .where(inArray(alertLog.fingerprint, ['marks', 'half']))
      .orderBy(alertLog.sequence)
    expect(lines).toEqual([
      { fingerprint: 'marks', summary },
      { fingerprint: 'half', summary: 'half \ufffd.' },
    ])
  })
})

describe('the servers that an alert is looked for among', () => {
  it('are those of this moment: one that was added, one that is called otherwise', async () => {
    expect(await statusOf('new01')).toBe('unmatched')
    await add('new01')
    expect(await statusOf('new01')).toBe('accepted')
    await site.db
      .update(servers)
      .set({ hostname: 'other01.example-host.net' })
      .where(eq(servers.id, 'srv_new01'))
    expect([await statusOf('new01'), await statusOf('other01')]).toEqual(['unmatched', 'accepted'])
  })

  it('are those that there are when a slow body has come to its end', async () => {
    expect(await statusOf('slow01')).toBe('unmatched')
    const text = batch(alert({ server: 'slow01' }))
    // It is asked for once the source is known.
    const whole = async (stream: ReadableStreamDefaultController) => {
      const askedAt = performance.now()
      await add('slow01')
      await until(() => performance.now() - askedAt > 100, 'it has come slowly')
      stream.enqueue(Buffer.from(text))
      stream.close()
    }
    const body = new ReadableStream({ pull: whole }, { highWaterMark: 0 })
    const answered = await send(body, { 'content-type': 'application/json' })
    expect(answered.body.results[0].status).toBe('accepted')
  })
})
