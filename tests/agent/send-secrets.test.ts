import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { shells } from './agent-box.ts'
import { finding, openSendingAgent, secret, token } from './agent-site.ts'

type Agent = Awaited<ReturnType<typeof openSendingAgent>>
let agent: Agent
beforeAll(async () => {
  agent = await openSendingAgent()
})
afterAll(() => agent.close())

const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
/** In whatever form a program might be given them. */
const forms = [token, secret.slice(6), key.toString('latin1'), key.toString('hex'), 'Bearer ']

/** What /proc shows to others of what was started for the agent: arguments and environments. */
function shown(): string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => ['cmdline', 'environ'].map(file => read(`/proc/${name}/${file}`)).join('\n'))
    .filter(text => text.includes(agent.root))
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}

it.each(shells)('shows no secret in the list of processes while the site is asked, in %s', async shell => {
  agent.find([finding(`${shell}.so`)])
  const seen: string[] = []
  agent.site.answer = () => {
    seen.push(...shown())
    return { status: 200 }
  }
  expect((await agent.run(['run'], { shell })).code).toBe(0)
  expect(seen.filter(text => text.includes('--max-time')).length).toBeGreaterThan(0)
  expect(forms.filter(form => seen.some(text => text.includes(form)))).toEqual([])
})

it('gives no program a secret as an argument or in its environment', async () => {
  const programs = [
    'awk',
    'cat',
    'curl',
    'cut',
    'dd',
    'grep',
    'head',
    'mv',
    'od',
    'openssl',
    'sed',
    'sort',
    'tr',
    'wc',
  ]
  const text =
    'log=$ALLCLEAR_ROOT/given; { printf "%s\\n" "$0" "$@"; env; } >>"$log"; exec /usr/bin/$(basename "$0") "$@"'
  for (const name of programs) agent.put(`test-bin/${name}`, `#!/bin/sh\n${text}\n`, 0o755)
  expect((await agent.run(['run'])).code).toBe(0)
  for (const name of programs) rmSync(join(agent.root, 'test-bin', name))
  const given = readFileSync(join(agent.root, 'given'), 'latin1')
  expect(given).toContain('--max-time')
  expect(forms.filter(form => given.includes(form))).toEqual([])
})

it('speaks only to whoever has a valid certificate, and never without one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'allclear-certificate-'))
  const [keyFile, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const made = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
    ...subject,
  ]
  execFileSync('openssl', [...made, '-keyout', keyFile, '-out', certificate], { stdio: 'pipe' })
  let requests = 0
  const server = createServer(
    { key: readFileSync(keyFile), cert: readFileSync(certificate) },
    (_, response) => {
      requests++
      response.end('{}')
    },
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  agent.configure('', { site: `https://localhost:${port}` })
  const refused = await agent.run(['run'])
  expect(refused.err).toContain("The site's certificate has to be valid")
  expect(requests).toBe(0)
  agent.configure('', { site: `https://localhost:${port}`, ca: certificate })
  await agent.run(['run'])
  expect(requests).toBeGreaterThan(0)
  requests = 0
  agent.configure('', { site: `https://127.0.0.1:${port}`, ca: certificate })
  await agent.run(['run'])
  expect(requests).toBe(0)
  server.close()
  rmSync(folder, { recursive: true })
})

it('follows no redirect with its token', async () => {
  agent.configure('')
  agent.site.answer = ({ path }) =>
    path === '/elsewhere' ? { status: 200 } : { status: 308, headers: { location: '/elsewhere' } }
  agent.site.asked.length = 0
  const { err } = await agent.run(['run'])
  expect(err).toContain('has to be the address that it leads to')
  expect(agent.site.asked.some(({ path }) => path === '/elsewhere')).toBe(false)
})
