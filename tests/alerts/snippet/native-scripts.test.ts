import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { monitSnippet as monit } from '#lib/alerts/generic/monit.ts'
import { muninSnippet as munin } from '#lib/alerts/generic/munin.ts'
import { parseGeneric } from '#lib/alerts/generic/parse.ts'
import { signedSnippet as signed } from '#lib/alerts/generic/signed.ts'
import { parseNetdata } from '#lib/alerts/netdata/parse.ts'
import { netdataSnippet as netdata } from '#lib/alerts/netdata/snippet.ts'
import { checkSignature } from '#lib/alerts/request/signature.ts'
import { netdataAgent } from '../fixtures/monitor-bodies.ts'
import { alertOf } from '../parsed.ts'
import { pastedText, token } from './pasted.ts'
import { PostBox } from './post-box.ts'

/** A text that breaks whatever is not quoted. */
const nasty = `j"a'n\\e $(id) \`id\` %41&x=1;ü`

const box = new PostBox()
beforeAll(() => box.open())
afterAll(() => box.close())
beforeEach(() => box.empty())

function expectHiddenToken(): void {
  expect(box.received.every(({ authorization }) => authorization === `Bearer ${token}`)).toBe(true)
  expect(box.commandLines.join('\n')).not.toContain(token)
}

describe('run for real, the script of', () => {
  it.each([
    [['firing', 'outage'], 'firing', 'outage', hostname()],
    [['resolved', 'slowdown', 'web08'], 'resolved', 'slowdown', 'web08'],
  ])('Monit posts our own schema: %j', async (args, state, kind, host) => {
    const env = { MONIT_SERVICE: 'nginx', MONIT_EVENT: nasty, MONIT_DESCRIPTION: `${nasty}\nsecond line` }
    await box.run(monit, { args, env })
    const alert = alertOf(parseGeneric, box.received[0]?.body)
    expect(alert).toMatchObject({ state, kind, severity: 'critical', summary: `nginx: ${nasty}` })
    expect(alert.hosts[0]).toContain(host.split('.', 1)[0])
    expect(alert.fingerprint).toBe(`monit:${alert.hosts[0]}:nginx:${kind}`)
    expectHiddenToken()
  })

  it('Munin posts one alert for each line that says something', async () => {
    const input = [
      `CRITICAL|web07.example-host.net|load|Load average|  load is ${nasty}`,
      'UNKNOWN|web07.example-host.net|df|Disk usage|',
      'WARNING|web07.example-host.net|df|Disk usage|/ is 93',
      'OK|web07.example-host.net|load|Load average| ',
    ].join('\n')
    await box.run(munin, { input })
    expect(box.received.map(({ body }) => alertOf(parseGeneric, body))).toMatchObject([
      {
        fingerprint: 'munin:web07.example-host.net:load',
        kind: 'slowdown',
        state: 'firing',
        severity: 'critical',
      },
      { kind: 'other', state: 'firing', severity: 'warning', summary: 'Disk usage: WARNING' },
      { fingerprint: 'munin:web07.example-host.net:load', kind: 'slowdown', state: 'resolved' },
    ])
    expectHiddenToken()
  })

  it("Netdata's custom_sender posts what alarm-notify.sh knows", async () => {
    const script = box.write('allclear-netdata', box.script(netdata))
    chmodSync(script, 0o755)
    const sender = pastedText(netdata, 'health_alarm_notify.conf').replace(
      '/usr/local/bin/allclear-netdata',
      script,
    )
    // The parts of alarm-notify.sh that the function uses.
    const around = () => `${sender}
info() { :; }
error() { echo "$1" >&2; exit 1; }
sent=0
custom_sender allclear
[ "$sent" = 1 ]
`
    await box.run(netdata, { env: { ...netdataAgent, info: nasty }, shell: 'bash', change: around })
    expect(alertOf(parseNetdata, box.received[0]?.body)).toMatchObject({
      kind: 'slowdown',
      state: 'firing',
      severity: 'critical',
      details: expect.stringContaining(nasty),
    })
    expectHiddenToken()
  })
})

describe('run for real, the signing of Standard Webhooks', () => {
  type Came = { request: IncomingMessage; bytes: Buffer }
  const secret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='
  const signing = { scheme: 'standard-webhooks' as const, secrets: [{ value: secret, until: null }] }
  const body = '{"version": 1, "alerts": []}'

  /** Runs the script against a server that gives these answers, one after the other, without its waits. */
  async function send(statuses: number[]): Promise<{ came: Came[]; code: number | null }> {
    const came: Came[] = []
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      came.push({ request, bytes: Buffer.concat(chunks) })
      response.writeHead(statuses[came.length - 1] ?? 200).end('{}')
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const siteUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const script = pastedText(signed, 'allclear-post.mjs', siteUrl)
      .replace('whsec_PUT-THE-SIGNING-SECRET-HERE', secret)
      .replace('wait * 1000', '1')
    const child = spawn(process.execPath, [box.write('allclear-post.mjs', script)], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    child.stdin?.end(body)
    const [code] = await once(child, 'exit')
    server.close()
    return { came, code }
  }

  function faultOf({ request, bytes }: Came): string | null {
    const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    return checkSignature(signing, { headers, bytes, now: new Date() })
  }

  it('is believed, and keeps its id when it is sent again', async () => {
    const { came, code } = await send([503, 429, 200])
    expect(code).toBe(0)
    expect(came.map(faultOf)).toEqual([null, null, null])
    expect(new Set(came.map(({ request }) => request.headers['webhook-id'])).size).toBe(1)
    expect(came[0]?.bytes.toString()).toBe(body)
  })

  it('gives up at once where the request is wrong', async () => {
    const { came, code } = await send([401])
    expect({ times: came.length, code }).toEqual({ times: 1, code: 1 })
  })
})
