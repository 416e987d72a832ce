import { chmodSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSendingAgent, secret, token } from './agent-site.ts'

type Agent = Awaited<ReturnType<typeof openSendingAgent>>
let agent: Agent
beforeAll(async () => {
  agent = await openSendingAgent()
})
afterAll(() => agent.close())

const file = () => join(agent.root, 'etc/allclear-agent.conf')
const write = (text: string, mode = 0o600) => agent.put('etc/allclear-agent.conf', text, mode)
const good = { site: 'https://status.example.com', token, secret, mode: 'report' }
const lines = (facts: Record<string, string>) =>
  Object.entries({ ...good, ...facts }).map(([key, value]) => `${key}=${value}`)
const loadAnd = (text: string, env: Record<string, string> = {}) =>
  agent.call(`conf_load && ${text}`, { env })

describe('the configuration', () => {
  it('is read and never run, trimmed, with comments, and with the first of two', async () => {
    const nasty = 'probe=http://a/?$(touch ran)&`touch ran`'
    write(
      `# a comment\r\n\n  mode = copy  \n${lines({ mode: 'move' }).join('\n')}\nwhat is this\n${nasty}\nMODE=x`,
    )
    const { out, err, code } = await loadAnd('conf_get mode x; conf_get proxy none')
    expect([code, out]).toEqual([1, ''])
    expect(err.split('\n').map(line => line.replace(/.*\.conf, /, ''))).toEqual([
      'line 7 says mode again, and is left out.',
      'line 8 is no key=value, and is left out.',
      expect.stringContaining('line 10 has no key that is known (known are: site token'),
      'line 9: probe has to be an address (http:// or https://).',
      '',
    ])
    write(`\n mode = copy \n${lines({ mode: 'move' }).join('\n')}`)
    expect((await loadAnd('conf_get mode x; conf_get proxy none; ls ran')).out).toBe('copy\nnone\n')
  })

  it.each([
    ['site', 'http://status.example.com', 'has to begin with https://'],
    ['site', 'http://127.0.0.1.evil.example', 'has to begin with https://'],
    ['site', 'https://a"\nb', 'is no address'],
    ['site', 'https://user:pass@status.example.com', 'is no address'],
    ['site', 'https://status.example.com/?x', 'is no address'],
    ['token', '', 'is missing or no token'],
    ['token', 'a"b-------', 'is missing or no token'],
    ['secret', 'whsec_short', 'is missing or no signing secret'],
    ['secret', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'is missing or no signing secret'],
    ['mode', 'delete', 'has to be report, copy or move'],
    ['indicators', 'yes', 'has to be local or fetch'],
    ['ca', '/nowhere.pem', 'PEM file that can be read'],
    ['proxy', 'socks.example', 'has to be an address'],
  ])('names the line of a %s that is %j', async (key, value, why) => {
    write(lines({ [key]: value }).join('\n'))
    const { code, err } = await loadAnd('echo loaded', { ALLCLEAR_INSECURE_LOOPBACK: '' })
    expect([code, err]).toEqual([1, expect.stringContaining(why)])
    if (!value.includes('\n')) expect(err).toMatch(new RegExp(`line \\d: ${key} `))
  })

  it('has to belong to whoever runs this, and to nobody else', async () => {
    write(lines({}).join('\n'), 0o620)
    expect((await loadAnd('echo loaded')).err).toContain('nobody else can write: chown root:root')
    chmodSync(file(), 0o640)
    const readable = await loadAnd('echo loaded')
    expect([readable.out, readable.err]).toEqual([
      'loaded\n',
      expect.stringContaining('can be read by others, and holds the token'),
    ])
    rmSync(file())
    symlinkSync(agent.put('etc/other', lines({}).join('\n'), 0o600), file())
    expect((await loadAnd('echo loaded')).err).toContain('has to be a plain file')
    rmSync(file())
    expect((await loadAnd('echo loaded')).err).toContain('is missing: this agent is not installed yet')
  })
})
