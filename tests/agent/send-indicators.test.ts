import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openSendingAgent, token } from './agent-site.ts'

type Agent = Awaited<ReturnType<typeof openSendingAgent>>
let agent: Agent
const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** What the site serves. */
const served = { list: '', by: own.privateKey as KeyObject, key: own.publicKey as KeyObject }
const listOf = (version: number) =>
  `allclear-indicators 1 ${version} 1796034111 1\nk1\tname\tlibkeyutils.so.1.9\n`

beforeAll(async () => {
  agent = await openSendingAgent()
  agent.configure('indicators=fetch\n')
  agent.site.answer = ({ path, headers }) => {
    const etag = `"${served.list.split(' ')[2]}"`
    switch (path) {
      case '/agent/key.pem':
        return { status: 200, body: served.key.export({ type: 'spki', format: 'pem' }).toString() }
      case '/agent/indicators':
        if (headers.authorization !== `Bearer ${token}`) return { status: 401 }
        if (headers['if-none-match'] === etag) return { status: 304 }
        return { status: 200, headers: { etag }, body: served.list }
      case '/agent/indicators.sig':
        return { status: 200, body: sign('sha256', Buffer.from(served.list), served.by) as never }
      default:
        return { status: 200 }
    }
  }
})
afterAll(() => agent.close())
beforeEach(() => {
  agent.site.asked.length = 0
})

const kept = () => readFileSync(join(agent.root, 'var/lib/allclear-agent/indicators'), 'utf8')
/** A run, and what the heartbeat says of the list. */
async function runAndHear() {
  agent.site.asked.length = 0
  await agent.run(['run'])
  const [{ agent: said }] = agent.site.bodies('/api/heartbeat')
  return [said.indicators, ...said.unknown]
}

it('takes a signed list, and asks only whether there is a newer one', async () => {
  served.list = listOf(7)
  expect(await runAndHear()).toEqual([7])
  expect(kept()).toBe(listOf(7))
  expect(await runAndHear()).toEqual([7])
  expect(agent.site.asked.map(({ path }) => path)).toEqual(['/agent/indicators', '/api/heartbeat'])
  served.list = listOf(8)
  expect(await runAndHear()).toEqual([8])
})

it('keeps the old list where the new one is older, signed by another, changed or none', async () => {
  served.list = listOf(6)
  expect(await runAndHear()).toEqual([8, 'indicators: version 6 is older than 8, which is here'])
  served.list = listOf(9)
  served.by = foreign.privateKey
  expect(await runAndHear()).toEqual([
    8,
    expect.stringContaining('its signature is not by the key that was pinned'),
  ])
  served.by = own.privateKey
  served.list = '<html>maintenance</html>'
  expect(await runAndHear()).toEqual([8, 'indicators: its first line is not that of a list'])
  expect((await agent.run(['status'])).out).toContain('version 8 from the site. Not renewed: its first line')
  expect(kept()).toBe(listOf(8))
  served.list = listOf(9)
  expect(await runAndHear()).toEqual([9])
})

it('goes on with its key when the site shows another one', async () => {
  served.key = foreign.publicKey
  served.by = foreign.privateKey
  served.list = listOf(10)
  expect((await runAndHear())[0]).toBe(9)
  const said = await agent.call('conf_load; open_run; pin_key || echo "$PIN_FAULT"')
  expect(said.out).toContain('the site has another key')
})

it('fetches nothing where the list is local, and uses that only where it is root’s alone', async () => {
  agent.configure('')
  const list = agent.put('etc/allclear-agent.indicators', 'libkeyutils.so.1.9\n')
  agent.site.asked.length = 0
  await agent.run(['run'])
  expect(agent.site.asked.some(({ path }) => path.startsWith('/agent/'))).toBe(false)
  expect((await agent.call('conf_load; indicators_file')).out).toBe(`${list}\n`)
  agent.put('etc/allclear-agent.indicators', 'x\n', 0o666)
  expect((await agent.call('conf_load; indicators_file')).out).toBe('')
  rmSync(list)
  expect(existsSync(list)).toBe(false)
})
