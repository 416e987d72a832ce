import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { asc } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readWholeList } from '#db/reads/indicators/indicators.ts'
import { indicators } from '#db/schema/security/indicator.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { writeDocument } from '#lib/documents/write-document.ts'
import { answerIndicators, type ListLimits } from '#lib/flows/indicators/answer-indicators.ts'
import {
  addFirstList,
  addIndicators,
  editIndicator,
  removeIndicator,
  switchTag,
} from '#lib/flows/indicators/change-indicators.ts'
import { exportIndicators } from '#lib/flows/indicators/export-indicators.ts'
import { makeSiteKey } from '#lib/flows/settings/make-site-key.ts'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import { firstList, firstTag } from '#lib/rules/indicators/first-list.ts'
import { signLimits } from '#lib/rules/indicators/indicator.ts'
import { NotAllowed } from '#lib/rules/staff/not-allowed.ts'
import { later } from '#lib/rules/time/time.ts'
import { addSource, bearer, intakeSite, now } from '#tests/flows/alerts/intake-fixture.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import type { Site } from '#tests/support/site.ts'

/** The version of the first list at this moment: minutes since 1970. */
const one = Math.floor(now.getTime() / 60_000)

let site: Site
let token: string

beforeAll(async () => {
  site = await intakeSite()
  ;({ token } = await addSource(site, {
    agentServerId: 'srv_web07',
    signing: { scheme: 'standard-webhooks', secrets: [{ value: `whsec_${'A'.repeat(32)}`, until: null }] },
  }))
  await makeSiteKey(site.db)
}, 60_000)
afterAll(() => site?.close())
beforeEach(async () => {
  await emptyTables(site.db, 'indicators', 'people')
  await site.db.execute(`delete from settings where key = 'indicators'`)
  await site.db.insert(staff).values([
    { id: 'dana', role: 'owner', name: 'Dana', email: 'dana@example.net' },
    { id: 'rita', role: 'responder', name: 'Rita', email: 'rita@example.net' },
  ])
})

const entry = (value: string, facts = {}) => ({
  type: 'name' as const,
  value,
  tag: 'kit',
  note: null,
  reference: null,
  isPublic: false,
  isActive: true,
  ...facts,
})
const add = (...values: string[]) =>
  addIndicators(site.db, { staffId: 'dana', entries: values.map(value => entry(value)) }, now)
const lines = async () =>
  (await site.db.select().from(audit).orderBy(asc(audit.sequence))).map(({ action, facts }) => ({
    action,
    facts,
  }))
const whole = () => readWholeList(site.db)

const many = { burst: 1e6, perMinute: 1e6 }
const noLimit = createRateLimit({ address: many, network: many })
const noListLimits: ListLimits = { agent: noLimit, wrong: noLimit }

function ask(
  what: 'list' | 'signature',
  headers: Record<string, string> = bearer(token),
  limits = noListLimits,
) {
  const request = new Request('https://status.example.com/agent/indicators', { headers })
  return answerIndicators(request, what, now, site.db, limits)
}

describe('the list of indicators', () => {
  it('is another version with each change, which is written down with what differs', async () => {
    expect(await add('libns2.so', 'libns5.so')).toEqual({ is: 'done', added: 2, known: 0, version: one })
    expect(await add('libns2.so')).toEqual({ is: 'done', added: 0, known: 1, version: one + 1 })
    expect((await whole()).version).toBe(one)
    const [first] = (await whole()).entries
    if (!first) throw new Error('Nothing was added.')
    const change = { staffId: 'dana', id: first.id, seen: one, entry: entry('libns2.so', { isPublic: true }) }
    expect(await editIndicator(site.db, change, later(now, 60))).toBe('done')
    expect(await editIndicator(site.db, change, later(now, 60))).toBe('changed-meanwhile')
    const same = { ...change, seen: one + 1, entry: entry('libns5.so') }
    expect(await editIndicator(site.db, same, later(now, 60))).toBe('known-already')
    const taken = { staffId: 'dana', id: first.id }
    expect(await removeIndicator(site.db, { ...taken, seen: one }, now)).toBe('changed-meanwhile')
    expect(await removeIndicator(site.db, { ...taken, seen: one + 1 }, now)).toBe('done')
    expect((await whole()).version).toBe(one + 2)
    expect(await lines()).toMatchObject([
      { action: 'add-indicators', facts: { version: one, added: ['name libns2.so', 'name libns5.so'] } },
      {
        action: 'change-indicator',
        facts: { version: one + 1, before: { isPublic: false }, after: { isPublic: true } },
      },
      { action: 'remove-indicator', facts: { version: one + 2, removed: 'name libns2.so' } },
    ])
  })

  it('is changed by editors alone', async () => {
    const entries = [entry('libns2.so')]
    await expect(addIndicators(site.db, { staffId: 'rita', entries }, now)).rejects.toThrow(NotAllowed)
    await expect(addFirstList(site.db, 'rita', now)).rejects.toThrow(NotAllowed)
    expect(await whole()).toEqual({ version: 0, issuedAt: new Date(0), entries: [] })
    expect(await exportIndicators(site.db, { format: 'plain', staffId: 'rita' }, now)).toBe('\n')
  })

  it('to begin with is looked for by nobody until staff switch its tag, and never exceeds what agents can take', async () => {
    expect(await addFirstList(site.db, 'dana', now)).toMatchObject({ added: firstList.length })
    expect(await (await ask('list')).text()).toMatch(/^allclear-indicators 1 \d+ \d+ 0\n$/)
    const wish = { staffId: 'dana', tag: firstTag, change: { isActive: true } }
    expect(await switchTag(site.db, wish, now)).toBe(firstList.length)
    expect(await switchTag(site.db, wish, now)).toBe(0)
    expect((await (await ask('list')).text()).split('\n')).toHaveLength(firstList.length + 2)
    const most = Array.from({ length: signLimits.entries }, (_, place) => `name-${place}`)
    expect(await add(...most)).toEqual({ is: 'full' })
    expect((await whole()).entries).toHaveLength(firstList.length)
  })

  it('is changed one after the other by two who press at once', async () => {
    await Promise.all(['one1', 'two2', 'three'].map(value => add(value)))
    expect((await whole()).version).toBe(one + 2)
    expect(await site.db.$count(indicators)).toBe(3)
  })
})

const run = promisify(execFile)

/** Whether openssl finds that the key of the site has signed these bytes. */
async function isVerified(bytes: Buffer, signature: Buffer): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-signed-'))
  const at = (name: string) => join(folder, name)
  await writeFile(at('bytes'), bytes)
  await writeFile(at('sig'), signature)
  await writeFile(at('key.pem'), await document('/agent/key.pem'))
  const asked = ['dgst', '-sha256', '-verify', at('key.pem'), '-signature', at('sig'), at('bytes')]
  const answer = await run('openssl', asked).catch((error: { stdout: string }) => error)
  await rm(folder, { recursive: true })
  return answer.stdout.trim() === 'Verified OK'
}

async function document(key: string): Promise<Buffer> {
  const { status, body } = await writeDocument(key, { db: site.db, now })
  expect(status).toBe(200)
  return body
}

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

describe('what agents fetch', () => {
  it('is signed by the key of the site: openssl says so, and of one other byte not', async () => {
    await add('libns2.so')
    const list = await bytesOf(await ask('list'))
    const signature = await bytesOf(await ask('signature'))
    expect(await isVerified(list, signature)).toBe(true)
    expect(await isVerified(Buffer.concat([list, Buffer.from(' ')]), signature)).toBe(false)
    const script = await document('/agent/allclear-agent')
    expect(await isVerified(script, await document('/agent/allclear-agent.sig'))).toBe(true)
    const { stdout } = await run('sha256sum', ['public/agent/allclear-agent'])
    expect((await document('/agent/allclear-agent.sha256')).toString()).toBe(
      stdout.replace('public/agent/', ''),
    )
  })

  it('is asked for again only where there is another version', async () => {
    await add('libns2.so')
    const first = await ask('list')
    const etag = first.headers.get('etag') ?? ''
    expect([first.status, etag]).toEqual([200, `"${one}"`])
    const again = await ask('list', { ...bearer(token), 'if-none-match': etag })
    expect([again.status, await again.text()]).toEqual([304, ''])
    await add('libns5.so')
    const changed = await ask('list', { ...bearer(token), 'if-none-match': etag })
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, `"${one + 1}"`])
    expect((await changed.text()).split('\n')[1]).toMatch(/^[a-z0-9]{12}\tname\tlibns[25]\.so$/)
  })

  it('is no older list when the clock was set back', async () => {
    await add('libns2.so')
    await addIndicators(site.db, { staffId: 'dana', entries: [entry('libns5.so')] }, later(now, -86_400))
    expect((await whole()).issuedAt).toEqual(now)
  })

  it('needs the token of an agent, in a header', async () => {
    const other = await addSource(site)
    const disabled = await addSource(site, { agentServerId: 'srv_web08', disabledAt: now })
    for (const what of ['list', 'signature'] as const) {
      expect((await ask(what, {})).status).toBe(401)
      expect((await ask(what, bearer('it_wrong'))).status).toBe(401)
      expect((await ask(what, bearer(other.token))).status).toBe(403)
      expect((await ask(what, bearer(disabled.token))).status).toBe(401)
    }
    const posted = new Request('https://status.example.com/agent/indicators', { method: 'POST' })
    expect((await answerIndicators(posted, 'list', now, site.db, noListLimits)).status).toBe(405)
    const request = new Request(`https://status.example.com/agent/indicators?token=${token}`)
    expect((await answerIndicators(request, 'list', now, site.db, noListLimits)).status).toBe(401)
  })

  it('is given to one agent so often, and to wrong tokens less', async () => {
    const few = { burst: 2, perMinute: 1 }
    const limits = () => createRateLimit({ address: few, network: few })
    const own = { agent: limits(), wrong: limits() }
    const statuses = []
    for (const token_ of [token, token, token, 'x', 'x', 'x'])
      statuses.push((await ask('list', bearer(token_), own)).status)
    expect(statuses).toEqual([200, 200, 429, 401, 401, 429])
  })
})
