import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '#tests/support/free-port.ts'
import { until } from '#tests/support/until.ts'
import type { Rival } from './load.ts'

/** nginx with one worker, where it is installed: it serves the files of a folder that end in ".gz", by their names without. */
export async function startNginx(folder: string, first: string): Promise<Rival[]> {
  if (!existsSync('/usr/sbin/nginx')) {
    console.log('nginx is not installed: the table goes without it.')
    return []
  }
  const port = await freePort()
  const configuration = `
    daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log; user root;
    events { worker_connections 256; }
    http { access_log off; types { text/html html; } gzip_static always;
      server { listen 127.0.0.1:${port}; root ${folder}; location / { try_files $uri =404; } } }`
  await writeFile(join(folder, 'nginx.conf'), configuration)
  await writeFile(join(folder, first), '')
  const child = spawn('/usr/sbin/nginx', ['-c', join(folder, 'nginx.conf')])
  const url = `http://127.0.0.1:${port}/${first}`
  await until(
    () =>
      fetch(url).then(
        answer => answer.ok,
        () => false,
      ),
    'nginx answers',
  )
  return [{ name: 'nginx, 1 worker', url, pids: () => childrenOf(child.pid ?? 0), process: child }]
}

/** nginx works in children of the process that was started. */
export async function childrenOf(pid: number): Promise<number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return list.trim().split(' ').map(Number)
}

/** The same on a copy of the site, as docs/mirror.md sets it up; null: it is not installed. */
export async function nginxAt(root: string) {
  if (!existsSync('/usr/sbin/nginx')) return null
  const port = await freePort()
  const configuration = `
    daemon off; worker_processes 1; pid ${root}/nginx.pid; error_log ${root}/nginx.log; user root;
    events { worker_connections 256; }
    http { access_log off; types { text/html html; application/json json; text/plain txt; } gzip_static on; etag on;
      server { listen 127.0.0.1:${port}; root ${root}; location / { try_files $uri $uri.html /index.html =404; } } }`
  await writeFile(join(root, 'nginx.conf'), configuration)
  const child = spawn('/usr/sbin/nginx', ['-c', join(root, 'nginx.conf')])
  const url = `http://127.0.0.1:${port}/index.html`
  await until(
    () =>
      fetch(url).then(
        answer => answer.ok,
        () => false,
      ),
    'nginx answers',
  )
  return { url, process: child }
}
