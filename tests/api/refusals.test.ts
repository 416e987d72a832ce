import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleIds as ids } from '#lib/api/contract/examples.ts'
import { operations } from '#lib/api/operations.ts'
import { later } from '#lib/rules/time/time.ts'
import { type Site, testSite } from '#tests/support/site.ts'
import { callApi, keyFor, now } from './api-world.ts'
import { laterWorld } from './later-world.ts'

let site: Site
let key: string

beforeAll(async () => {
  site = await testSite()
  await laterWorld(site.db)
  key = await keyFor(site.db)
}, 60_000)
afterAll(() => site.close())

const entry = `/posts/${ids.incident}/updates`
const again = {
  title: 'Updates',
  servers: ['web07'],
  rule: 'FREQ=WEEKLY;BYDAY=TU',
  firstDay: '2026-03-10',
  from: '22:00',
  to: '23:00',
  notify: true,
}
const link = { version: 1, servers: ['web07'] }
const soon = '2026-03-10T15:00:00Z'
const words = { text: 'x', notify: 'nobody' }

describe('what the desk refuses, the API refuses, with the field', () => {
  it.each([
    [
      'words that are others by now',
      'PATCH',
      `${entry}/${ids.update}`,
      { text: 'x', seen: 'y', notify: false },
      409,
    ],
    [
      'an update of another post',
      'PATCH',
      `/posts/${ids.resolved}/updates/${ids.update}`,
      { text: 'x', notify: false },
      404,
    ],
    ['taking back what is old', 'DELETE', `${entry}/${ids.update}`, undefined, 409],
    ['taking back what was not declared', 'POST', `/posts/${ids.resolved}/take-back`, {}, 409],
    [
      'a pin until yesterday',
      'PUT',
      `/posts/${ids.incident}/pin`,
      { until: '2026-03-09T00:00:00Z' },
      422,
      'until',
    ],
    [
      'a promise for yesterday',
      'POST',
      entry,
      { ...words, nextUpdateAt: '2026-03-09T00:00:00Z' },
      422,
      'nextUpdateAt',
    ],
    [
      'a promise in a month',
      'POST',
      entry,
      { ...words, nextUpdateAt: '2026-04-10T00:00:00Z' },
      422,
      'nextUpdateAt',
    ],
    ['a review of what is open', 'GET', `/posts/${ids.incident}/review`, undefined, 409],
    ['a review that nobody has seen', 'PUT', `/posts/${ids.resolved}/review`, { version: 0, text: 'x' }, 409],
    [
      'a review that cannot be drawn',
      'PUT',
      `/posts/${ids.resolved}/review`,
      { version: 1, text: '<script>' },
      422,
      'text',
    ],
    [
      'a review at a time that is past',
      'POST',
      `/posts/${ids.resolved}/review/plan`,
      { version: 1, at: '2026-03-09T00:00:00Z', notify: false },
      422,
      'at',
    ],
    [
      'a rule of which a part would be lost',
      'POST',
      '/recurrences',
      { ...again, rule: `${again.rule};COUNT=3` },
      422,
      'rule',
    ],
    [
      'a rule until a day that there is not',
      'POST',
      '/recurrences',
      { ...again, rule: `${again.rule};UNTIL=20260230` },
      422,
      'rule',
    ],
    [
      'a rule that is over',
      'POST',
      '/recurrences',
      { ...again, rule: `${again.rule};UNTIL=20260301` },
      422,
      'rule',
    ],
    ['a window that is a day long', 'POST', '/recurrences', { ...again, to: '22:00' }, 422, 'to'],
    [
      'a turn outside its window',
      'POST',
      '/recurrences',
      { ...again, turns: [{ server: 'web08', from: '01:00', to: '02:00' }] },
      422,
      'turns.0',
    ],
    [
      'two turns of one server',
      'POST',
      '/recurrences',
      { ...again, turns: [0, 1].map(() => ({ server: 'web08', from: '22:00', to: '22:10' })) },
      422,
      'turns.1',
    ],
    ['a zone that there is not', 'POST', '/recurrences', { ...again, zone: 'Mars/Olympus' }, 422, 'zone'],
    [
      'a change of what was changed since',
      'PUT',
      `/recurrences/${ids.recurrence}`,
      { ...again, version: 7, tellChange: false },
      409,
    ],
    [
      'the end of a turn that has not begun',
      'POST',
      `/maintenance/${ids.planned}/turns/web08/complete`,
      { version: 0 },
      409,
    ],
    [
      'leaving out what runs',
      'POST',
      `/maintenance/${ids.running}/turns/web08/leave-out`,
      { version: 0, reason: 'x' },
      409,
    ],
    [
      'a turn of a server that has none',
      'POST',
      `/maintenance/${ids.planned}/turns/web09/complete`,
      { version: 0 },
      404,
    ],
    [
      'work of more than two weeks',
      'POST',
      '/maintenance',
      { title: 'x', servers: ['web07'], startsAt: soon, endsAt: '2026-03-30T00:00:00Z', notify: false },
      422,
      'endsAt',
    ],
    ['a private link to what is public', 'POST', `/advisories/${ids.advisory}/private-link`, link, 409],
    [
      'a private link for nobody',
      'POST',
      `/advisories/${ids.draft}/private-link`,
      { version: 1 },
      422,
      'servers',
    ],
    [
      'a source with an unknown server',
      'PATCH',
      `/sources/${ids.source}`,
      { servers: ['web07', 'web99'] },
      422,
      'servers.1',
    ],
    ['a source with an unknown tool', 'PATCH', `/sources/${ids.source}`, { tool: 'none' }, 422, 'tool'],
    [
      'a signature without a secret',
      'PATCH',
      `/sources/${ids.source}`,
      { signing: { scheme: 'grafana' } },
      422,
      'signing.secret',
    ],
    [
      'a token of what was changed since',
      'POST',
      `/sources/${ids.source}/token`,
      { version: '0123456789abcdef' },
      409,
    ],
  ] as const)('%s', async (_, method, path, body, status, ...fields) => {
    const answer = await callApi(site.db, { method, path, key, ...(body === undefined ? {} : { body }) })
    expect([answer.status, answer.body.errors?.[0]?.field, answer.type]).toEqual([
      status,
      fields[0],
      'application/problem+json',
    ])
  })

  it('a window that is planned has the mail of its next time, by the clocks of its zone', async () => {
    const body = { ...again, zone: 'Europe/Berlin', turns: [{ server: 'web08', from: '22:00', to: '22:20' }] }
    const answer = await callApi(site.db, { method: 'POST', path: '/recurrences?dry_run=true', key, body })
    expect(answer.body.mail.subject).toBe('Planned maintenance of web07 and web08')
    expect(answer.body.mail.text).toMatch(/21:00/)
  })

  it('an incident that is opened again has the mail of what it is then', async () => {
    const path = `/posts/${ids.resolved}/reopen?dry_run=true`
    const answer = await callApi(site.db, {
      method: 'POST',
      path,
      key,
      body: { text: 'It is back.', notify: true },
    })
    expect(answer.body.mail.subject).toBe('Update: web08 is slow')
  })

  it('the settings of a source that are not named stay, and its secret is never shown', async () => {
    const path = `/sources/${ids.source}`
    const signing = { scheme: 'grafana', secret: 'not to be shown' }
    const first = { signing, expectedEverySeconds: 600, servers: ['web07'] }
    expect((await callApi(site.db, { method: 'PATCH', path, key, body: first })).status).toBe(200)
    await callApi(site.db, { method: 'PATCH', path, key, body: { name: 'Renamed' } }, later(now, 60))
    const { body } = await callApi(site.db, { path: `${path}/settings`, key })
    expect(body).toMatchObject({
      name: 'Renamed',
      signing: 'grafana',
      expectedEverySeconds: 600,
      servers: ['web07'],
    })
    expect(JSON.stringify(body)).not.toContain('not to be shown')
  })
})

it('each operation that tells somebody says how many and what, and each other one says nothing of a dry run', () => {
  for (const { contract } of operations) {
    const answer = contract.example.answer as object
    expect([contract.id, 'dryRun' in answer]).toEqual([contract.id, contract.hasNotices ?? false])
  }
})
