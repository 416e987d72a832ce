import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#tests/support/free-port.ts'
import { startDaemon } from './daemon.ts'

export const postfixPrograms = ['/usr/lib/postfix/sbin/master', '/usr/lib/postfix/sbin/smtpd']

/** A Postfix with a queue of its own that takes mail from this machine and hands it on to the next server. */
export async function startPostfix(next: string, milterPort: number | null) {
  const folder = mkdtempSync(join(tmpdir(), 'allclear-postfix-'))
  chmodSync(folder, 0o755)
  const port = await freePort()
  makeQueue(folder)
  writeFileSync(join(folder, 'main.cf'), mainOf(folder, new URL(next).port, milterPort))
  writeFileSync(join(folder, 'master.cf'), masterOf(port))
  const daemon = await startDaemon('/usr/lib/postfix/sbin/master', ['-c', folder, '-d'], port)
  return {
    url: `smtp://127.0.0.1:${port}`,
    log: join(folder, 'log'),
    start: daemon.start,
    stop: daemon.stop,
    async close() {
      await daemon.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

function makeQueue(folder: string): void {
  const own = ['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming']
  const places = [...own, 'maildrop', 'private', 'public', 'saved', 'trace'].map(name => `queue/${name}`)
  for (const place of [...places, 'queue/pid', 'data']) mkdirSync(join(folder, place), { recursive: true })
  execFileSync('chown', ['postfix', ...[...places, 'data'].map(place => join(folder, place))])
  for (const place of ['queue/maildrop', 'queue/public']) {
    execFileSync('chgrp', ['postdrop', join(folder, place)])
    chmodSync(join(folder, place), 0o730)
  }
}

function mainOf(folder: string, nextPort: string, milterPort: number | null): string {
  return `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.example.com
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_relay_restrictions = permit_mynetworks, reject
alias_maps =
local_recipient_maps =
relayhost = [127.0.0.1]:${nextPort}
maillog_file = ${folder}/log
maillog_file_prefixes = ${tmpdir()}
${milterPort ? `smtpd_milters = inet:127.0.0.1:${milterPort}\n` : ''}`
}

/** Only what takes mail and hands it on; nothing is delivered here. */
function masterOf(port: number): string {
  return `127.0.0.1:${port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
scache unix - - n - 1 scache
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`
}
