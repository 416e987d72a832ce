import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '#tests/support/free-port.ts'
import { startDaemon } from './daemon.ts'

export const opendkimPrograms = ['/usr/sbin/opendkim', '/usr/sbin/opendkim-genkey']

/** Signs mail of example.com, as README says, for a mail server that asks on this port; and verifies what was signed. */
export async function startOpendkim() {
  const folder = mkdtempSync(join(tmpdir(), 'allclear-opendkim-'))
  const port = await freePort()
  execFileSync('/usr/sbin/opendkim-genkey', ['-b', '2048', '-d', 'example.com', '-s', 'test', '-D', folder])
  const record = [...readFileSync(join(folder, 'test.txt'), 'utf8').matchAll(/"([^"]*)"/g)]
  const keys = join(folder, 'keys')
  writeFileSync(keys, `test._domainkey.example.com ${record.map(part => part[1]).join('')}\n`)
  const common = 'Syslog no\nBackground no\nRequireSafeKeys no\nUserID root\n'
  const headers = /`SignHeaders ([^`]+)`/.exec(readFileSync('README.md', 'utf8'))?.[1]
  writeFileSync(
    join(folder, 'sign.conf'),
    `${common}Mode s\nDomain example.com\nSelector test\nKeyFile ${folder}/test.private\nSocket inet:${port}@127.0.0.1
InternalHosts 127.0.0.1\nCanonicalization relaxed/simple\nSignHeaders ${headers}\n`,
  )
  writeFileSync(join(folder, 'verify.conf'), `${common}Mode v\nTestPublicKeys ${keys}\n`)
  const daemon = await startDaemon('/usr/sbin/opendkim', ['-f', '-x', join(folder, 'sign.conf')], port)
  return {
    port,
    /** What the verifier says of a mail as it came. */
    verify(raw: string): string {
      const mail = join(folder, 'mail.eml')
      writeFileSync(mail, raw, 'latin1')
      const { stdout, stderr } = spawnSync('/usr/sbin/opendkim', [
        '-x',
        join(folder, 'verify.conf'),
        '-t',
        mail,
      ])
      return `${stdout}${stderr}`.trim()
    },
    async close() {
      await daemon.stop()
      rmSync(folder, { recursive: true })
    },
  }
}
