import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { joinAgent } from '../../scripts/build-agent.ts'
import { openSendingAgent, secret, token } from './agent-site.ts'

type Agent = Awaited<ReturnType<typeof openSendingAgent>>
let agent: Agent
const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' })

const versioned = (version: string) => joinAgent().replace(/^VERSION='.*'$/m, `VERSION='${version}'`)
/** Up to the middle of a function: between two it could be read. */
const brokenOff = (script: string) => script.slice(0, script.indexOf('json_text() {') + 100)
const served = { script: versioned('1.0.0'), by: own.privateKey as KeyObject }

beforeAll(async () => {
  agent = await openSendingAgent()
  agent.put('etc/cron.d/none', '')
  agent.site.answer = ({ path }) => {
    if (path === '/agent/key.pem')
      return { status: 200, body: own.publicKey.export({ type: 'spki', format: 'pem' }).toString() }
    if (path === '/agent/allclear-agent') return { status: 200, body: served.script }
    if (path === '/agent/allclear-agent.sig')
      return { status: 200, body: sign('sha256', Buffer.from(served.script), served.by) as never }
    return { status: 200 }
  }
  const args = ['install', '--site', agent.site.url, '--mode', 'report', '--no-start']
  // As it is served, since it copies itself.
  agent.put('allclear-agent', served.script)
  await agent.runAsIs(args, { input: `${token}\n${secret}\n` })
})
afterAll(() => agent.close())

const installed = () => readFileSync(join(agent.root, 'usr/local/sbin/allclear-agent'), 'utf8')
const renew = () => agent.runAsIs(['renew'])

it('leaves what is the newest already', async () => {
  expect(await renew()).toEqual({ code: 0, out: 'This is the newest one: 1.0.0\n', err: '' })
})

it.each([
  ['an older one', versioned('0.9.12'), own.privateKey, 'older than 1.0.0'],
  ['one without a version', 'echo hello\n', own.privateKey, 'no version'],
  [
    'one by another key',
    versioned('1.0.1'),
    foreign.privateKey,
    'is not signed by the key that is kept here',
  ],
  ['one that broke off', brokenOff(versioned('1.0.1')), own.privateKey, 'cannot be read by this shell'],
])('refuses %s', async (_, script, by, why) => {
  Object.assign(served, { script, by })
  const { code, err } = await renew()
  expect([code, err, installed()]).toEqual([1, expect.stringContaining(why), versioned('1.0.0')])
})

it('takes a newer one that is signed, and keeps its configuration', async () => {
  Object.assign(served, { script: versioned('1.0.10'), by: own.privateKey })
  const before = readFileSync(join(agent.root, 'etc/allclear-agent.conf'), 'utf8')
  const { code, out } = await renew()
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/Renewing 1\.0\.0 by 1\.0\.10\n[\s\S]*first sign of life/),
  ])
  expect(installed()).toBe(versioned('1.0.10'))
  expect(readFileSync(join(agent.root, 'etc/allclear-agent.conf'), 'utf8')).toBe(before)
})
