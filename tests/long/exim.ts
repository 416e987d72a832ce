import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#tests/support/free-port.ts'
import { startDaemon } from './daemon.ts'

export const eximPrograms = ['/usr/sbin/exim4']

/**
 * An Exim with a queue of its own that hands all mail on to the next server, and what comes back for
 * bounces@example.com to a script.
 */
export async function startExim(next: string) {
  const folder = mkdtempSync(join(tmpdir(), 'allclear-exim-'))
  chmodSync(folder, 0o755)
  for (const place of ['spool', 'log']) mkdirSync(join(folder, place))
  execFileSync('chown', ['Debian-exim', join(folder, 'spool'), join(folder, 'log')])
  const port = await freePort()
  writeFileSync(join(folder, 'exim.conf'), configurationOf(folder, port, new URL(next).port))
  const daemon = await startDaemon('/usr/sbin/exim4', ['-C', join(folder, 'exim.conf'), '-bdf', '-q2s'], port)
  return {
    url: `smtp://127.0.0.1:${port}`,
    returnTo: (script: string) => writeFileSync(join(folder, 'returned'), script, { mode: 0o755 }),
    log: () => readFileSync(join(folder, 'log/mainlog'), 'utf8'),
    async close() {
      await daemon.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

function configurationOf(folder: string, port: number, nextPort: string): string {
  return `spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
pid_file_path = ${folder}/spool/pid
primary_hostname = mail.example.com
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
tls_advertise_hosts =
acl_smtp_rcpt = acl_rcpt

begin acl
acl_rcpt:
  accept hosts = 127.0.0.1

begin routers
returned:
  driver = accept
  domains = example.com
  local_parts = bounces
  transport = returned
onward:
  driver = manualroute
  route_list = * 127.0.0.1
  self = send
  transport = onward

begin transports
onward:
  driver = smtp
  port = ${nextPort}
  allow_localhost
returned:
  driver = pipe
  command = ${folder}/returned
  user = Debian-exim
  return_output

begin retry
* * F,1h,2s
`
}
