import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openMoving } from '#db/moving/session.ts'
import { type Env, env } from '#lib/env.ts'
import { answerReach, reachPath } from '#lib/flows/doctor/answer-reach.ts'
import { examine, type Patient } from '#lib/flows/doctor/examine.ts'
import { sealStored } from '#lib/flows/settings/seal-stored.ts'
import type { DoctorCheck } from '#lib/rules/doctor/finding.ts'
import { doctorSentence } from '#lib/words/doctor/findings.ts'
import { wordsIn } from '#lib/words/words.ts'
import { testKeyText } from '#tests/support/database/test-key.ts'
import { testDatabase } from '#tests/support/database.ts'
import { startDnsServer } from '#tests/support/dns-server.ts'
import { startSmtpProvider } from '#tests/support/smtp-provider.ts'
import { keepSite } from './keep-site.ts'

const { db, connectionString } = await testDatabase()
const dns = await startDnsServer({
  'good.example': {
    TXT: ['v=spf1 include:mail.example -all', 'something else'],
    A: ['192.0.2.1'],
    AAAA: ['2001:db8:0:0:0:0:0:1'],
  },
  'resend._domainkey.good.example': { TXT: [`p=${'A'.repeat(400)}`] },
  '_dmarc.good.example': { TXT: ['v=DMARC1; p=reject'] },
  'bad.example': { TXT: ['v=spf1 +all'] },
  'silent.example': 'silent',
  localhost: { A: ['127.0.0.1'] },
})
let dataDir: string
const closing: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'allclear-doctor-'))
  await sealStored(db, new Date(), () => {})
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})
afterAll(async () => {
  await dns.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** What the doctor finds of one check, as "wrong: sentence". */
async function finds(check: DoctorCheck, given: Partial<Env> = {}, patient: Partial<Patient> = {}) {
  const findings = await examine({
    env: { ...env, DATA_DIR: dataDir, DATABASE_URL: connectionString, ALLCLEAR_KEY: testKeyText, ...given },
    environment: { problems: [], set: [], known: [] },
    openDatabase: () => openMoving(connectionString),
    place: join(dataDir, 'postgres'),
    names: dns.resolver,
    testMailTo: null,
    now: new Date(),
    onFinding() {},
    ...patient,
  })
  const words = wordsIn('en')
  return findings
    .filter(each => each.check === check)
    .map(each => `${each.level}: ${doctorSentence(words, each)}`)
}

describe('the doctor', () => {
  it('finds a database well, and says of one that is away or not there yet what it is', async () => {
    // The PostgreSQL of the tests loses what it acknowledged when the power fails, and may.
    expect((await finds('database'))[0]).toMatch(
      /^(ok: PostgreSQL \d+\.\d+ at DATABASE_URL answers|wrong: The database has fsync off)/,
    )
    expect(await finds('key')).toEqual([
      expect.stringMatching(/^ok: The key [0-9a-f]{8} in ALLCLEAR_KEY opens/),
    ])
    expect(await finds('key', { ALLCLEAR_KEY: 'x'.repeat(43) })).toEqual([
      expect.stringMatching(/^wrong: ALLCLEAR_KEY holds the key/),
    ])
    expect(await finds('key', { ALLCLEAR_KEY: undefined })).toEqual([
      expect.stringMatching(/^wrong: .*there is none in/),
    ])
    const away = { openDatabase: () => openMoving('postgres://x@127.0.0.1:1/x') }
    expect(await finds('database', {}, away)).toEqual([
      expect.stringMatching(/^wrong: 127\.0\.0\.1 port 1: nothing takes/),
    ])
    expect(await finds('database', {}, { openDatabase: async () => null })).toEqual([
      expect.stringMatching(/^ok: No database yet/),
    ])
  })

  it('asks DNS about the domain of the sender', async () => {
    const from = (address: string) => ({ MAIL_FROM: address, SMTP_URL: 'smtp://127.0.0.1:1' })
    await keepSite(db, 'Status <status@good.example>')
    expect((await finds('sender', from('unused@good.example'))).map(line => line.slice(0, 9))).toEqual([
      'ok: SPF: ',
      'ok: DKIM:',
      'ok: DMARC',
    ])
    await keepSite(db, 'status@bad.example')
    expect(await finds('sender', from(''))).toEqual([
      expect.stringMatching(/^warn: SPF: .*ends with \+all/),
      expect.stringMatching(/^wrong: DKIM: .*has no key/),
      expect.stringMatching(/^wrong: DMARC: .*has no record/),
    ])
    await keepSite(db, undefined)
    expect(await finds('sender')).toEqual([expect.stringMatching(/^warn: Mail comes from status@localhost/)])
  })

  it('asks DNS for the site, and says when nobody answers', async () => {
    expect(await finds('address', { SITE_URL: 'https://good.example' })).toEqual([
      'ok: good.example is 192.0.2.1, 2001:db8::1 in DNS.',
    ])
    expect(await finds('address', { SITE_URL: 'https://gone.example' })).toEqual([
      expect.stringMatching(/^wrong: DNS has no address/),
    ])
    expect(await finds('address', { SITE_URL: 'https://silent.example' })).toEqual([
      expect.stringMatching(/^warn: DNS did not answer/),
    ])
  })
})

describe('of a mail provider, the doctor', () => {
  it('asks Resend whether it takes the key and the domain', async () => {
    let answer: [number, object] = [200, {}]
    let asked: string[] = []
    const resend = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization}`)
      response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]))
    }).listen(0, '127.0.0.1')
    await once(resend, 'listening')
    closing.push(() => new Promise(resolve => resend.close(resolve)))
    const given = {
      RESEND_API_KEY: 're_1',
      RESEND_BASE_URL: `http://127.0.0.1:${(resend.address() as AddressInfo).port}`,
    }
    await keepSite(db, 'status@good.example')
    answer = [200, { data: [{ name: 'good.example', status: 'verified' }] }]
    expect(await finds('mail', given)).toEqual(['ok: Resend takes the key, and mail from good.example.'])
    expect(asked).toEqual(['GET /domains Bearer re_1'])
    answer = [200, { data: [] }]
    expect(await finds('mail', given)).toEqual([
      expect.stringMatching(/^wrong: .*does not know good\.example/),
    ])
    answer = [401, { name: 'restricted_api_key', message: 'only send' }]
    expect(await finds('mail', given)).toEqual([expect.stringMatching(/^ok: .*may do nothing but send/)])
    answer = [401, { name: 'validation_error', message: 'API key is invalid' }]
    expect(await finds('mail', given)).toEqual([
      expect.stringMatching(/^wrong: Resend refuses the key \(401 API key is invalid\)/),
    ])
    answer = [500, {}]
    expect(await finds('mail', given)).toEqual([
      expect.stringMatching(/^wrong: Resend cannot be reached: 500/),
    ])
    await keepSite(db, undefined)
    asked = []
  })

  it('signs in at a mail server, and sends a letter only when asked to', async () => {
    const smtp = await startSmtpProvider({ password: 'secret' })
    closing.push(() => smtp.close())
    const url = (password: string) => ({
      SMTP_URL: smtp.url.replace(/:\/\/[^@]*@|:\/\//, `://user:${password}@`),
    })
    expect(await finds('mail', url('secret'))).toEqual([
      expect.stringMatching(/^ok: .* takes the connection and the login/),
    ])
    expect(await finds('mail', url('wrong'))).toEqual([
      expect.stringMatching(/^wrong: The mail server refuses the login/),
    ])
    expect(await finds('mail', { SMTP_URL: 'smtp://127.0.0.1:1' })).toEqual([
      expect.stringMatching(/^wrong: The mail server cannot be reached: .*nothing takes connections/),
    ])
    expect(smtp.taken).toEqual([])
    expect(await finds('mail', url('secret'), { testMailTo: 'dana@good.example' })).toEqual([
      expect.stringMatching(/^ok/),
      expect.stringMatching(/^ok: A test letter to dana@good\.example was handed over/),
    ])
    expect(smtp.taken.map(({ to }) => to)).toEqual(['dana@good.example'])
  })
})

describe('of the way in, the doctor', () => {
  /** The site as it answers behind a proxy that does this to what it passes on. */
  async function siteBehind(change: (headers: Headers) => void, isStreamHeld = false) {
    const site = createServer(async (request, response) => {
      const headers = new Headers(request.headers as Record<string, string>)
      change(headers)
      headers.append('x-forwarded-for', '127.0.0.1')
      if (request.url === '/live') {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        if (isStreamHeld) response.flushHeaders()
        else response.write('retry: 3000\n\n')
        return
      }
      const arrival = await answerReach({ url: `http://x${request.url}`, headers }, new Date(), db)
      response.writeHead(arrival ? 200 : 404).end(JSON.stringify(arrival))
    }).listen(0, '127.0.0.1')
    await once(site, 'listening')
    closing.push(() => {
      site.closeAllConnections()
      return new Promise(resolve => site.close(resolve))
    })
    const { port } = site.address() as AddressInfo
    return { SITE_URL: `http://127.0.0.1:${port}`, PORT: port, HOST: '127.0.0.1' }
  }

  it('sees what arrives at the site of readers’ requests', async () => {
    const adds = (headers: Headers) => {
      headers.append('x-forwarded-for', '192.0.2.9')
      headers.set('x-forwarded-proto', 'http')
    }
    const good = await siteBehind(adds)
    expect(await finds('reach', { ...good, TRUSTED_PROXIES: 1 })).toEqual([
      expect.stringMatching(/^ok: .*leads to this site/),
    ])
    expect(await finds('reach', { ...good, TRUSTED_PROXIES: 2 })).toEqual([
      expect.stringMatching(
        /^wrong: TRUSTED_PROXIES is 2, but one|^wrong: TRUSTED_PROXIES is 2, but 1 proxy adds/,
      ),
    ])
    const renamed = await siteBehind(headers => {
      adds(headers)
      headers.set('host', 'upstream')
    })
    expect(await finds('reach', { ...renamed, TRUSTED_PROXIES: 1 })).toEqual([
      expect.stringMatching(/^wrong: .*but hears upstream/),
    ])
  })

  it('says whether the site is down, another one, or out of reach', async () => {
    const nowhere = { SITE_URL: 'http://127.0.0.1:1', PORT: 1, HOST: '127.0.0.1' }
    expect(await finds('reach', nowhere)).toEqual([expect.stringMatching(/^warn: The site does not run/)])
    const ours = createSocketServer().listen(0, '127.0.0.1')
    await once(ours, 'listening')
    closing.push(() => new Promise(resolve => ours.close(resolve)))
    const { port } = ours.address() as AddressInfo
    expect(await finds('reach', { ...nowhere, PORT: port })).toEqual([
      expect.stringMatching(/^wrong: .*cannot be reached from here/),
    ])
    const other = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1')
    await once(other, 'listening')
    closing.push(() => {
      other.closeAllConnections()
      return new Promise(resolve => other.close(resolve))
    })
    const at = (other.address() as AddressInfo).port
    expect(await finds('reach', { SITE_URL: `http://127.0.0.1:${at}`, PORT: at, HOST: '127.0.0.1' })).toEqual(
      [expect.stringMatching(/^wrong: .*it is not this site with this database/)],
    )
  })

  it('is answered for a minute by whoever has the key, and nobody else is', async () => {
    const at = new Date('2026-11-30T12:00:00Z')
    const path = await reachPath(db, at)
    const ask = (url: string, seconds: number) =>
      answerReach(
        { url: `http://x${url}`, headers: new Headers({ host: 'x' }) },
        new Date(at.getTime() + seconds * 1000),
        db,
      )
    expect(await ask(path, 60)).toEqual({ seen: [''], protocol: null, host: 'x' })
    expect(await ask(path, 61)).toBeNull()
    for (const url of [
      '/api/reach',
      '/api/reach?token=',
      `${path.slice(0, -1)}!`,
      path.replace('doctor', 'desk'),
    ])
      expect(await ask(url, 0)).toBeNull()
  })
})
