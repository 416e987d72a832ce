import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { type RequestOptions, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { freePort } from '#tests/support/free-port.ts'
import { until } from '#tests/support/until.ts'

export const hasNginx = spawnSync('nginx', ['-v']).status === 0
export const hasIPv6 = existsSync('/proc/net/if_inet6')

/** The configuration that the README shows. */
export async function readmeConfiguration(): Promise<string> {
  return /```nginx\n([\s\S]*?)```/.exec(await readFile('README.md', 'utf8'))?.[1] ?? ''
}

/** Runs a real nginx with a configuration that we publish: only its ports, its folder and its certificate are those of the test. */
export async function startNginx(sitePort: number, published: string) {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-nginx-'))
  const ports = { plain: await freePort(), secure: await freePort() }
  makeCertificate(folder)
  await writeFile(join(folder, 'allclear.conf'), configuration(published, folder, sitePort, ports))
  await writeFile(join(folder, 'nginx.conf'), mainConfiguration(folder))
  const nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'])
  const errors: string[] = []
  nginx.stderr.on('data', chunk => errors.push(String(chunk)))
  const ask = (path: string, options: RequestOptions = {}, body?: Buffer): Promise<ProxyAnswer> =>
    askBy({ host: '127.0.0.1', port: ports.secure, path, ...options }, body)
  await until(
    () =>
      ask('/').then(
        () => true,
        () => false,
      ),
    `nginx answers (${errors.join('')})`,
  )
  return {
    ports,
    ask,
    /** A stream, as it comes. */
    open: (path: string) => openAt({ host: '127.0.0.1', port: ports.secure, path }),
    async stop() {
      await end(nginx)
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
}

export type ProxyAnswer = { status: number; headers: IncomingHttpHeaders; body: string }

/** Asks over TLS, whoever signed the certificate. */
function askBy(options: RequestOptions, body?: Buffer): Promise<ProxyAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request({ rejectUnauthorized: false, agent: false, ...options }, async response => {
      const { statusCode: status = 0, headers } = response
      resolve({ status, headers, body: await text(response) })
    })
    asked.once('error', reject)
    asked.end(body)
  })
}

function openAt(options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ rejectUnauthorized: false, agent: false, ...options }, resolve)
      .once('error', reject)
      .end()
  })
}

function configuration(
  published: string,
  folder: string,
  sitePort: number,
  { plain, secure }: { plain: number; secure: number },
): string {
  const own = published
    .replaceAll('/etc/letsencrypt/live/status.example.com', folder)
    .replaceAll('/var/cache/nginx', folder)
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${sitePort}`)
    .replaceAll(/listen (\[::\]:)?80;/g, `listen $1${plain};`)
    .replaceAll(/listen (\[::\]:)?443 /g, `listen $1${secure} `)
  return hasIPv6 ? own : own.replaceAll(/^.*listen \[::\].*$/gm, '')
}

function mainConfiguration(folder: string): string {
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return [
    'daemon off;',
    process.getuid?.() === 0 ? 'user root;' : '',
    `pid ${join(folder, 'pid')};`,
    'events {}',
    'http {',
    'access_log off;',
    ...places.map(place => `${place}_temp_path ${join(folder, place)};`),
    `include ${join(folder, 'allclear.conf')};`,
    '}',
  ].join('\n')
}

function makeCertificate(folder: string): void {
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=status.example.com',
      '-keyout',
      join(folder, 'privkey.pem'),
      '-out',
      join(folder, 'fullchain.pem'),
    ],
    { stdio: 'ignore' },
  )
}

async function end(nginx: ChildProcess): Promise<void> {
  const ended = new Promise(resolve => nginx.once('exit', resolve))
  nginx.kill('SIGTERM')
  await ended
}
