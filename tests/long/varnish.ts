import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, type IncomingMessage, type RequestOptions, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { freePort } from '#tests/support/free-port.ts'
import { until } from '#tests/support/until.ts'

export const hasVarnish = spawnSync('varnishd', ['-V']).status === 0

/** Runs a real Varnish with the configuration of docs/deploy: only its ports are those of the test, and it is reached without TLS. */
export async function startVarnish(sitePort: number) {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-varnish-'))
  // It reads its configuration as a user of its own.
  await chmod(folder, 0o755)
  const port = await freePort()
  const published = await readFile('docs/deploy/varnish.vcl', 'utf8')
  const file = join(folder, 'allclear.vcl')
  // The door is a page that is open however the site is.
  await writeFile(file, published.replace('"3000"', `"${sitePort}"`).replace('/healthz', '/enter'))
  const varnish = spawn(
    'varnishd',
    ['-F', '-n', join(folder, 'work'), '-a', `127.0.0.1:${port}`, '-f', file, '-s', 'malloc,64m'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const errors: string[] = []
  varnish.stderr.on('data', chunk => errors.push(String(chunk)))
  const open = (path: string, options: RequestOptions = {}, body?: Buffer) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, agent: false, ...options }, resolve)
      asked.once('error', reject)
      asked.end(body)
    })
  const ask = async (path: string, options: RequestOptions = {}, body?: Buffer) => {
    const answer = await open(path, options, body)
    const headers: IncomingHttpHeaders = answer.headers
    return { status: answer.statusCode ?? 0, headers, body: await text(answer) }
  }
  const isUp = () =>
    ask('/').then(
      ({ status }) => status === 200,
      () => false,
    )
  await until(isUp, 'Varnish answers', 30_000).catch(error => {
    varnish.kill('SIGTERM')
    throw new Error(errors.join(''), { cause: error })
  })
  return {
    ask,
    open: (path: string) => open(path),
    async stop() {
      await end(varnish)
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
}

async function end(varnish: ChildProcess): Promise<void> {
  const ended = new Promise(resolve => varnish.once('exit', resolve))
  varnish.kill('SIGTERM')
  await ended
}
