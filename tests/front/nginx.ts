import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type RequestOptions, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { freePort } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'

export const hasNginx = spawnSync('nginx', ['-v']).status === 0
export const hasIPv6 = existsSync('/proc/net/if_inet6')

/** Runs a real nginx with the configuration of the README: only its ports and its certificate are those of the test. */
export async function startNginx(sitePort: number) {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-nginx-'))
  const ports = { plain: await freePort(), secure: await freePort() }
  makeCertificate(folder)
  await writeFile(join(folder, 'allclear.conf'), await configuration(folder, sitePort, ports))
  await writeFile(join(folder, 'nginx.conf'), mainConfiguration(folder))
  const nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'])
  const errors: string[] = []
  nginx.stderr.on('data', chunk => errors.push(String(chunk)))
  const ask = (path: string, options: RequestOptions = {}, body?: Buffer) =>
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
    async stop() {
      await end(nginx)
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
}

/** Asks over TLS, whoever signed the certificate. */
function askBy(options: RequestOptions, body?: Buffer): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ rejectUnauthorized: false, agent: false, ...options }, async response => {
      resolve({ status: response.statusCode ?? 0, body: await text(response) })
    })
    asked.once('error', reject)
    asked.end(body)
  })
}

async function configuration(
  folder: string,
  sitePort: number,
  { plain, secure }: { plain: number; secure: number },
): Promise<string> {
  const readme = await readFile('README.md', 'utf8')
  const written = /```nginx\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const own = written
    .replaceAll('/etc/letsencrypt/live/status.example.com', folder)
    .replace('127.0.0.1:3000', `127.0.0.1:${sitePort}`)
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
