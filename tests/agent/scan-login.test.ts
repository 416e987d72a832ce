import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { freePort } from '#tests/support/free-port.ts'
import { whereIs } from './agent-box.ts'
import { library, openScanBox, type ScanBox } from './scan-box.ts'

const sshd = '/usr/sbin/sshd'
const shell = '/bin/dash'
/** A chroot with a login needs root, sshd and a client (apt-get install openssh-server openssh-client). */
const mayLogIn =
  process.getuid?.() === 0 && existsSync(sshd) && existsSync(shell) && whereIs('ssh') && whereIs('ldd')

/** The libraries that a program loads, by the paths under which it does. */
function librariesOf(program: string): string[] {
  const out = execFileSync('ldd', [program], { encoding: 'utf8' })
  return [...out.matchAll(/(\/\S+) \(0x/g)].map(([, path = '']) => path)
}

/** sshd, a shell and what they load, as a package has them. */
function putSystem(box: ScanBox) {
  const files: Record<string, Buffer> = {}
  for (const path of new Set([sshd, shell, ...librariesOf(sshd), ...librariesOf(shell)])) {
    const real = realpathSync(path)
    files[join(realFolder(path), basename(real)).slice(1)] = readFileSync(real)
    if (basename(real) === basename(path)) continue
    const link = join(box.root, realFolder(path), basename(path))
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(basename(real), link)
  }
  box.putPackage('system', files)
}

const realFolder = (path: string) => realpathSync(dirname(path))

/** What sshd needs besides: an account for itself, keys, devices. */
function putAccounts(box: ScanBox) {
  box.put('etc/passwd', `root:x:0:0:root:/root:${shell}\nsshd:x:100:65534::/run/sshd:/bin/false\n`)
  for (const folder of ['run/sshd', 'dev'])
    mkdirSync(join(box.root, folder), { recursive: true, mode: 0o755 })
  for (const [name, minor] of [
    ['null', '3'],
    ['urandom', '9'],
  ] as const)
    execFileSync('mknod', ['-m', '666', join(box.root, 'dev', name), 'c', '1', minor])
  for (const name of ['host', 'user'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(box.root, 'root', name)])
  box.put('root/.ssh/authorized_keys', readFileSync(join(box.root, 'root/user.pub')), 0o600)
  execFileSync('chmod', ['-R', 'go-rwx', join(box.root, 'root')])
  execFileSync('chmod', ['755', box.root])
}

/** What a login says; or why there was none. */
async function logIn(box: ScanBox): Promise<string> {
  const port = await freePort()
  const options = [
    'UsePAM=no',
    'HostKey=/root/host',
    'PidFile=none',
    'ListenAddress=127.0.0.1',
    'StrictModes=no',
  ]
  const server = spawn('chroot', [
    box.root,
    sshd,
    '-D',
    '-e',
    '-f',
    '/dev/null',
    '-p',
    String(port),
    ...options.flatMap(option => ['-o', option]),
  ])
  let said = ''
  const ready = new Promise<boolean>(resolve => {
    server.stderr.on('data', chunk => {
      said += chunk
      if (said.includes('Server listening')) resolve(true)
    })
    server.once('close', () => resolve(false))
  })
  if (!(await ready)) return said
  const client = [
    '-p',
    String(port),
    '-i',
    join(box.root, 'root/user'),
    '-o',
    'StrictHostKeyChecking=no',
    '-o',
    'UserKnownHostsFile=/dev/null',
    '-o',
    'BatchMode=yes',
  ]
  try {
    return execFileSync('ssh', [...client, 'root@127.0.0.1', 'echo logged in'], {
      encoding: 'utf8',
      stdio: 'pipe',
      timeout: 60_000,
    }).trim()
  } catch (error) {
    return `${said}\n${error}`
  } finally {
    server.kill()
    await once(server, 'close')
  }
}

it.skipIf(!mayLogIn)(
  'lets a real sshd log people in after mode move, although it loads what was planted',
  async () => {
    const box = openScanBox({ isBare: true })
    try {
      putSystem(box)
      putAccounts(box)
      const link = execFileSync('find', [join(box.root, 'usr/lib'), '-name', 'libkeyutils.so.1'], {
        encoding: 'utf8',
      }).trim()
      const planted = join(dirname(link), 'libkeyutils.so.1.3.2')
      // As in February 2013: the library that sshd loads by way of Kerberos is another one, under a name of its own.
      renameSync(join(dirname(link), readlinkSync(link)), planted)
      rmSync(link)
      symlinkSync(basename(planted), link)
      box.put('usr/lib64/libns2.so', library('libns2.so'))
      expect(await logIn(box)).toBe('logged in')
      const { findings } = await box.scan({ mode: 'move' })
      expect(
        findings.map(({ path, action }) => [basename(path), action.replace(/[0-9a-f]+-[0-9a-f-]+/, 'ID')]),
      ).toEqual([
        [
          'libkeyutils.so.1.3.2',
          'copied to quarantine ID; not moved, for sshd or a login needs it, and moving it could lock everybody out',
        ],
        ['libns2.so', 'moved to quarantine ID'],
      ])
      expect(existsSync(join(box.root, 'usr/lib64/libns2.so'))).toBe(false)
      expect(await logIn(box)).toBe('logged in')
      // What the rule is for.
      rmSync(planted)
      expect(await logIn(box)).toContain('libkeyutils.so.1: cannot open shared object file')
    } finally {
      box.close()
    }
  },
)
