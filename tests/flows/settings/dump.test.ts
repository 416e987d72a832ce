import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPushKeys } from '#db/reads/settings/settings.ts'
import { readDeskSource } from '#db/reads/sources/desk-sources.ts'
import { staff } from '#db/schema/staff.ts'
import { noteAnswer } from '#lib/flows/destinations/note-answer.ts'
import { loadChannels } from '#lib/flows/sending/load-channels.ts'
import { makeApiToken } from '#lib/flows/settings/make-api-token.ts'
import { addSource } from '#lib/flows/sources/add-source.ts'
import { findBySignature, readSigners } from '#lib/flows/sources/authenticate-source.ts'
import { changeSource } from '#lib/flows/sources/change-source.ts'
import { askSignIn } from '#lib/flows/staff/ask-sign-in.ts'
import { deskLink } from '#lib/identity/links.ts'
import { enterDesk } from '#lib/identity/session.ts'
import { browserKeys } from '#tests/channels/push-browser.ts'
import { channelsFixture, start } from '#tests/flows/destinations/channels-fixture.ts'
import { dumpOf } from '#tests/support/dump.ts'
import { made } from '#tests/support/made.ts'

const fixture = await channelsFixture()
afterAll(() => fixture.close())
const { db, provider } = fixture

/** What must not be in a dump, by what it is. */
const secrets: Record<string, string> = {}
const signingSecret = 'pagerduty-signs-with-this'

beforeAll(async () => {
  await addDestinations()
  await addSessions()
  await addTokens()
})

async function addDestinations(): Promise<void> {
  for (const id of ['hook', 'slack', 'push', 'ntfy']) await fixture.subscriber(id)
  await fixture.add('hook', { address: `${provider.url}/hook/orders-8f1c2` })
  await fixture.add('slack', { channel: 'slack', address: `${provider.url}/services/T0/B0/slacksecret24` })
  const keys = browserKeys()
  await fixture.add('push', { channel: 'web-push', config: keys, address: `${provider.url}/endpoint-of-ann` })
  const token = 'tk_joe_joe_joe'
  await fixture.add('ntfy', { channel: 'ntfy', config: { token }, address: `${provider.url}/topic-of-joe` })
  await loadChannels(db)
  Object.assign(secrets, {
    'path of a webhook': 'orders-8f1c2',
    'signing secret of a webhook': Object(await fixture.only('hook')).config.secret,
    'address at Slack': 'slacksecret24',
    'address of a browser': 'endpoint-of-ann',
    'key of a browser': keys.auth,
    'topic of ntfy': 'topic-of-joe',
    'token of ntfy': token,
    'private key of Web Push': (await readPushKeys(db))?.privateKey,
  })
  // Its owner is mailed about the one that is gone, by a job.
  await db.execute(`update destinations set state = 'active'`)
  const { id } = await fixture.only('slack')
  await db.transaction(tx => noteAnswer(tx, id, { is: 'refused', reason: 'gone', isGone: true }, start))
}

async function addSessions(): Promise<void> {
  await db.insert(staff).values({ role: 'owner', id: 'dana', name: 'Dana', email: 'dana@example.net' })
  const link = async () => (await deskLink(db, 'dana@example.net')).split('/').at(-1) ?? ''
  const [cookie] = (await enterDesk(await link(), new Headers(), db)) ?? []
  secrets['token of a session'] = decodeURIComponent(cookie?.value ?? '').split('.')[0] ?? ''
  secrets['token of a sign-in link'] = await link()
  await askSignIn({ email: 'dana@example.net', path: null }, start, { db })
}

async function addTokens(): Promise<void> {
  const source = made(await addSource(db, { name: 'PagerDuty', format: 'pagerduty', staffId: 'dana' }, start))
  secrets['token of a source'] = source.token
  secrets['signing secret of a source'] = signingSecret
  await sign(source.id)
  secrets['token of the customer map'] = made(
    await makeApiToken(
      db,
      { scopes: ['customers:write'], expiresAt: null, name: 'panel', staffId: 'dana' },
      start,
    ),
  ).token
}

async function sign(sourceId: string): Promise<void> {
  const seen = await readDeskSource(db, sourceId, start)
  const settings = {
    name: 'PagerDuty',
    format: 'pagerduty',
    authentication: [],
    isDebounced: true,
    repeatSeconds: null,
    boundServerIds: [],
    defaultServerId: null,
    agentServerId: null,
    neverResolves: false,
    expectedEverySeconds: null,
  }
  const signing = { scheme: 'pagerduty' as const, secret: signingSecret, header: '', timestampHeader: null }
  const wish = { sourceId, version: seen?.version ?? '', staffId: 'dana', settings, signing }
  expect(await changeSource(db, wish, start)).toBe('done')
}

describe('a stolen dump of the database', () => {
  it('signs nobody in and speaks for nobody: no token, secret, private key or secret address is in it', async () => {
    const dump = await dumpOf(db)
    expect(dump).toContain('pgboss.job')
    expect(dump).toContain('dana@example.net')
    expect(Object.entries(secrets).filter(([, value]) => value.length < 8)).toEqual([])
    expect(Object.keys(secrets).filter(what => dump.includes(secrets[what] ?? ''))).toEqual([])
  })

  it('does not hinder the site, which opens what it needs', async () => {
    expect((await fixture.only('ntfy')).address).toBe(`${provider.url}/topic-of-joe`)
    const bytes = Buffer.from('{}')
    const mac = createHmac('sha256', signingSecret).update(bytes).digest('hex')
    const headers = new Headers({ 'x-pagerduty-signature': `v1=${mac}` })
    const signers = await readSigners(db, headers)
    expect(await findBySignature(signers, { headers, bytes }, start)).toHaveProperty('source')
  })
})
