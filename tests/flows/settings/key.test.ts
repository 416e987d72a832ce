import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeNextKey } from '#db/keys/file.ts'
import { heldKey, holdKey, newKeyText, readKey, type SecretKey } from '#db/keys/key.ts'
import { seal, unseal } from '#db/keys/seal.ts'
import { readPushKeys, readSecret } from '#db/reads/settings/settings.ts'
import { readSiteKey } from '#db/reads/settings/site-key.ts'
import { readSource } from '#db/reads/sources/sources.ts'
import { settings } from '#db/schema/setting.ts'
import { sources } from '#db/schema/source.ts'
import { sessions, staff } from '#db/schema/staff.ts'
import { destinations } from '#db/schema/subscriber.ts'
import { loadKey } from '#lib/flows/settings/load-key.ts'
import { makeSiteKey } from '#lib/flows/settings/make-site-key.ts'
import { rotateKey } from '#lib/flows/settings/rotate-key.ts'
import { sealStored } from '#lib/flows/settings/seal-stored.ts'
import { type LinkPurpose, signLink, verifyLink } from '#lib/links.ts'
import type { LinkSecrets } from '#lib/rules/staff/link-secret.ts'
import { channelsFixture, minute, start } from '#tests/flows/destinations/channels-fixture.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { dumpOf } from '#tests/support/dump.ts'

const fixture = await channelsFixture()
const { db } = fixture
const ours = heldKey()
const day = 24 * 60
let dataDir: string
let said: string[]
const log = (line: string) => void said.push(line)

function newKey(): { key: SecretKey; text: string } {
  const text = newKeyText()
  const key = readKey(text)
  if (!key) throw new Error('The new key is none.')
  return { key, text }
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'allclear-key-'))
  said = []
  holdKey(ours)
  await fixture.reset()
  await emptyTables(db, 'people', 'sources', 'settings', 'deliveries')
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))
afterAll(() => fixture.close())

const open = (key?: string) => loadKey(db, { dataDir, key }, log)
const modeOf = async (name: string) => (await stat(join(dataDir, name))).mode & 0o777

const clearAddress = 'https://hooks.slack.com/services/T012/B345/slacksecret24'

/** What an earlier version kept in clear. */
async function earlierVersion(): Promise<void> {
  await fixture.subscriber('ann')
  await db.insert(destinations).values({
    id: 'd1',
    subscriberId: 'ann',
    channel: 'slack',
    address: clearAddress,
    config: {},
    label: '',
    state: 'active',
  })
  await db.execute(sql`insert into trials (id, subscriber_id, channel, address) values
    ('t1', 'ann', 'slack', ${clearAddress}), ('t2', 'ann', 'webhook', 'https://example.com/gone-8f1c2')`)
  const secrets = [{ value: 'signs-the-alerts', until: null }]
  await db.insert(sources).values({
    id: 's1',
    name: 'PagerDuty',
    tokenHash: 'x',
    signing: { scheme: 'pagerduty', secrets },
  })
  await db.insert(settings).values([
    { key: 'secret', value: 'o'.repeat(64) },
    { key: 'push-keys', value: { publicKey: 'public', privateKey: 'private-of-push' } },
  ])
  await db.insert(staff).values({ role: 'owner', id: 'dana', name: 'Dana', email: 'dana@example.net' })
  await db.insert(sessions).values({ userId: 'dana', token: 'token-of-dana', expiresAt: minute(day) })
}

const inClear = /slacksecret24|gone-8f1c2|signs-the-alerts|private-of-push|token-of-dana|oooooooooooooooo/

describe('a sealed value', () => {
  it('opens at its place with its key, and nowhere else', () => {
    const { key } = newKey()
    const sealed = seal('läuft', 'sources.signing/s1', key)
    expect(unseal(sealed, 'sources.signing/s1', key)).toBe('läuft')
    expect(sealed).not.toBe(seal('läuft', 'sources.signing/s1', key))
    expect(() => unseal(sealed, 'sources.signing/s2', key)).toThrow('sources.signing/s2 does not open')
    expect(() => unseal(sealed, 'sources.signing/s1', ours)).toThrow(`was sealed with the key ${key.id}`)
    // The last letter may have bits that say nothing.
    const changed = `${sealed.slice(0, -2)}${sealed.at(-2) === 'A' ? 'B' : 'A'}${sealed.slice(-1)}`
    expect(() => unseal(changed, 'sources.signing/s1', key)).toThrow('does not open')
  })
})

describe('the key of the installation', () => {
  it('is made at the first start, for its owner alone, and is the same at the next', async () => {
    const key = await open()
    expect(await modeOf('key')).toBe(0o600)
    expect(await readdir(dataDir)).toEqual(['key'])
    expect(said).toEqual([expect.stringContaining(`Made the key ${key.id} in ${dataDir}/key. Keep a copy`)])
    expect((await open()).id).toBe(key.id)
    expect(said).toHaveLength(1)
    expect(await dumpOf(db)).not.toContain((await readFile(join(dataDir, 'key'), 'utf8')).trim())
  })

  it('is one when several processes make it at the same moment', async () => {
    const keys = await Promise.all(Array.from({ length: 6 }, () => open()))
    expect(new Set(keys.map(key => key.id)).size).toBe(1)
  })

  it('may be given by the environment, and then no file is made', async () => {
    const { key, text } = newKey()
    expect((await open(text)).id).toBe(key.id)
    expect(await readdir(dataDir)).toEqual([])
  })

  it('is never made anew where secrets are sealed already: a start without it says what to do', async () => {
    const { id } = await open()
    await sealStored(db, start, log)
    await rm(join(dataDir, 'key'))
    await expect(open()).rejects.toThrow(
      `The secrets in the database were sealed with the key ${id}, but there is no key in ${dataDir}/key: copy the file of the process that made it`,
    )
    expect(await readdir(dataDir)).toEqual([])
  })

  it('is refused where it is another one, by file or by environment', async () => {
    const { id } = await open()
    await sealStored(db, start, log)
    const other = newKey()
    await expect(open(other.text)).rejects.toThrow(
      `sealed with the key ${id}, but ALLCLEAR_KEY is the key ${other.key.id}`,
    )
    await writeFile(join(dataDir, 'key'), `${other.text}\n`)
    await expect(open()).rejects.toThrow(`but ${dataDir}/key is the key ${other.key.id}`)
    await writeFile(join(dataDir, 'key'), 'half a k')
    await expect(open()).rejects.toThrow(`${dataDir}/key holds no key`)
  })

  it('is of the process that was quicker, where two begin with different ones', async () => {
    const first = await open()
    await sealStored(db, start, log)
    const { key } = newKey()
    holdKey(key)
    await expect(sealStored(db, start, log)).rejects.toThrow(
      `sealed the secrets in the database with the key ${first.id}, and this one has the key ${key.id}`,
    )
  })
})

const linkOf = (secrets: LinkSecrets, purpose: LinkPurpose) => signLink(secrets, purpose, 'ann', null)
const clearSecret: LinkSecrets = { present: 'o'.repeat(64), previous: [] }

async function isBelieved(link: string, purpose: LinkPurpose, now: Date): Promise<boolean> {
  return 'subject' in verifyLink(await readSecret(db), purpose, link, now)
}

describe('a database of an earlier version', () => {
  it('is sealed at the start, and the site opens all of it', async () => {
    await earlierVersion()
    expect(await dumpOf(db)).toMatch(inClear)
    await sealStored(db, start, log)
    expect(await dumpOf(db)).not.toMatch(inClear)
    expect(said).toEqual([`Sealed 3 secrets in the database with the key ${ours.id}.`])
    expect(await fixture.only('ann')).toMatchObject({ address: clearAddress, config: {} })
    expect((await readSource(db, 's1'))?.signing?.secrets[0]?.value).toBe('signs-the-alerts')
    expect((await readPushKeys(db))?.privateKey).toBe('private-of-push')
    await sealStored(db, start, log)
    expect(said).toHaveLength(1)
  })

  it('keeps the links that it mailed: a year those that end something, a week all others', async () => {
    await earlierVersion()
    await sealStored(db, start, log)
    const [leave, change] = [linkOf(clearSecret, 'unsubscribe'), linkOf(clearSecret, 'preferences')]
    expect(await isBelieved(change, 'preferences', minute(7 * day - 1))).toBe(true)
    expect(await isBelieved(change, 'preferences', minute(7 * day))).toBe(false)
    expect(await isBelieved(leave, 'unsubscribe', minute(365 * day - 1))).toBe(true)
    expect(await isBelieved(leave, 'unsubscribe', minute(365 * day))).toBe(false)
    expect(linkOf(await readSecret(db), 'unsubscribe')).not.toBe(leave)
  })
})

describe('a rotation of the key', () => {
  it('seals all anew, so that the key of before opens nothing', async () => {
    await earlierVersion()
    await sealStored(db, start, log)
    const before = (await db.select().from(destinations))[0]?.address
    await db.execute(sql`insert into trials (id, subscriber_id, channel, address) values
      ('t3', 'ann', 'slack', ${before})`)
    const { key } = newKey()
    const { fingerprint } = await makeSiteKey(db)
    expect(await dumpOf(db)).not.toContain('BEGIN PRIVATE KEY')
    expect(await rotateKey(db, ours, key, start)).toEqual({ sealed: 4 })
    const siteKey = await readSiteKey(db)
    expect(siteKey?.fingerprint).toBe(fingerprint)
    expect(siteKey?.sign(Buffer.from('x')).length).toBeGreaterThan(60)
    expect(await fixture.only('ann')).toMatchObject({ address: clearAddress })
    expect((await readSource(db, 's1'))?.signing?.secrets[0]?.value).toBe('signs-the-alerts')
    expect((await readPushKeys(db))?.privateKey).toBe('private-of-push')
    const dump = await dumpOf(db)
    expect(dump).not.toContain(`sealed1.${ours.id}`)
    expect(dump).not.toContain(before)
    expect(dump).not.toMatch(inClear)
  })

  it('keeps mailed links that end something for a year, and ends all others and every session', async () => {
    await earlierVersion()
    await sealStored(db, start, log)
    await db.insert(sessions).values({ userId: 'dana', token: 'hash', expiresAt: minute(day) })
    const secrets = await readSecret(db)
    const [leave, change] = [linkOf(secrets, 'unsubscribe'), linkOf(secrets, 'preferences')]
    expect(await isBelieved(change, 'preferences', start)).toBe(true)
    await rotateKey(db, ours, newKey().key, start)
    expect(await isBelieved(change, 'preferences', minute(1))).toBe(false)
    expect(await isBelieved(linkOf(clearSecret, 'preferences'), 'preferences', minute(1))).toBe(false)
    expect(await isBelieved(leave, 'unsubscribe', minute(364 * day))).toBe(true)
    expect(await isBelieved(linkOf(clearSecret, 'unsubscribe'), 'unsubscribe', minute(364 * day))).toBe(true)
    expect(await db.$count(sessions)).toBe(0)
  })

  it('changes nothing where the database has another key by now', async () => {
    await earlierVersion()
    await sealStored(db, start, log)
    const before = await dumpOf(db)
    expect(await rotateKey(db, newKey().key, newKey().key, start)).toBe('changed')
    expect(await dumpOf(db)).toBe(before)
  })

  it('changes nothing when one value does not open', async () => {
    await earlierVersion()
    await sealStored(db, start, log)
    const config = seal('{}', 'destinations.config/another', ours)
    await db.update(destinations).set({ config }).where(eq(destinations.id, 'd1'))
    const before = await dumpOf(db)
    await expect(rotateKey(db, ours, newKey().key, start)).rejects.toThrow(
      'destinations.config/d1 does not open',
    )
    expect(await dumpOf(db)).toBe(before)
  })

  it('that was cut off once the database had the next key is finished by the next start', async () => {
    const before = await open()
    await sealStored(db, start, log)
    const { key, text } = newKey()
    await writeNextKey(dataDir, text)
    await rotateKey(db, before, key, start)
    expect((await open()).id).toBe(key.id)
    expect(await readdir(dataDir)).toEqual(['key'])
    expect(await modeOf('key')).toBe(0o600)
  })
})
