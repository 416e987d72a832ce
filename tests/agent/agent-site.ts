import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { checkSignature } from '#lib/alerts/request/signature.ts'
import { openAgentBox } from './agent-box.ts'

export const token = 'acl_src_0123456789abcdefghijklmnop'
export const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: string }
type Answer = { status: number; headers?: Record<string, string>; body?: string }

/**
 * Plays the site: keeps what it is asked, refuses what is not signed as the product would refuse it, by its own clock, and
 * answers all else as `answer` says. clock: what it goes by, in seconds; left out: its `now`, which stands still.
 */
export async function openAgentSite(clock?: () => number) {
  const site = {
    asked: [] as Asked[],
    /** In seconds. */
    now: Math.floor(Date.now() / 1000),
    answer: (_: Asked): Answer | Promise<Answer> => ({ status: 200, body: '{}' }),
    url: '',
    isAway: false,
    /** Whether it looks at token and signature itself. */
    isStrict: true,
    /** What has arrived of one sort, read. */
    bodies: (path: string) =>
      site.asked.filter(each => each.path === path).map(each => JSON.parse(each.body)),
    close: () => new Promise(resolve => server.close(resolve).closeAllConnections()),
  }
  const server = createServer(async (request, response) => {
    if (site.isAway) return void request.socket.destroy()
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    const { method = '', url: path = '', headers } = request
    const asked = { method, path, headers, body: bytes.toString() }
    site.asked.push(asked)
    const now = clock?.() ?? site.now
    const fault = site.isStrict && method === 'POST' ? faultOf(headers, bytes, now) : null
    const answer = fault ? { status: 401, body: JSON.stringify({ error: fault }) } : await site.answer(asked)
    response.sendDate = false
    response.setHeader('date', new Date(now * 1000).toUTCString())
    response.writeHead(answer.status, answer.headers).end(answer.body ?? '')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return site
}

function faultOf(headers: IncomingHttpHeaders, bytes: Buffer, now: number): string | null {
  if (headers.authorization !== `Bearer ${token}`) return 'Unknown token.'
  const signing = { scheme: 'standard-webhooks', secrets: [{ value: secret, until: null }] } as const
  const given = new Headers(
    Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
  )
  return checkSignature(signing as never, { headers: given, bytes, now: new Date(now * 1000) })
}

/** One finding as scan_all leaves it, with what is given in place of what it usually is. */
export function finding(
  name: string,
  given: Partial<Record<'severity' | 'check' | 'summary' | 'sha256', string>> = {},
) {
  const {
    severity = 'critical',
    check = 'unowned-library',
    summary = `${name} belongs to no package`,
    sha256 = 'ab12',
  } = given
  const path = `/lib64/${name}`
  const fields = [
    `${check}:${name}`,
    severity,
    check,
    path,
    summary,
    'root:root 0755',
    sha256,
    'owned by no package',
    '1361240000',
    'reported',
  ]
  return fields.join('\t')
}

const replacedScan = `scan_all() { cp "$ROOT/planted" "$RUN/findings"; cp "$ROOT/checks" "$RUN/checks"; [ ! -e "$ROOT/broken" ]; }
main "$@"`

/** An agent that is configured for a site, and finds what it is given. */
export async function openSendingAgent() {
  const [box, site] = [openAgentBox(), await openAgentSite()]
  box.put('proc/loadavg', '0.42 0.31 0.20 1/234 5678\n')
  box.put('proc/uptime', '1234.56 4321.00\n')
  box.put('proc/cpuinfo', 'processor\t: 0\nprocessor\t: 1\n')
  box.put('proc/sys/kernel/random/boot_id', 'b5c1a0de-0000-4000-8000-000000000001\n')
  configure('')
  find([])

  function configure(more: string, facts: Record<string, string> = {}) {
    const lines = Object.entries({ site: site.url, token, secret, mode: 'report', ...facts })
    box.put(
      'etc/allclear-agent.conf',
      `${lines.map(([key, value]) => `${key}=${value}`).join('\n')}\n${more}`,
      0o600,
    )
  }

  /** What the next scan finds, and which checks could not be made. */
  function find(findings: readonly string[], checks: Record<string, string> = { 'unowned-library': 'ok\t' }) {
    box.put('planted', findings.map(line => `${line}\n`).join(''))
    box.put(
      'checks',
      Object.entries(checks)
        .map(([name, state]) => `${name}\t${state}\n`)
        .join(''),
    )
  }

  type How = NonNullable<Parameters<typeof box.run>[1]>
  /** A command, at the clock that the site has unless another one is given. */
  const run = (args: readonly string[], how: How = {}) =>
    box.call(replacedScan, { ...how, env: { ALLCLEAR_TEST_NOW: String(site.now), ...how.env } }, args)
  const close = async () => {
    await site.close()
    box.close()
  }
  return { ...box, site, configure, find, run, runAsIs: box.run, close }
}
