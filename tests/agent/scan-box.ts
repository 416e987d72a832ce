import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { openAgentBox, type Ran, type Shell } from './agent-box.ts'

/** What the scan tells of one thing; its texts as JSON has them. */
export type Finding = {
  check: string
  severity: string
  path: string
  summary: string
  owner: string
  sha256: string
  package: string
  firstSeen: string
  action: string
  indicator: string
}

export type Scan = {
  ran: Ran
  /** What a first run says on the terminal. */
  told: string
  findings: Finding[]
  /** What could not be checked, with the reason. */
  unknown: Record<string, string>
  /** The same findings as they are kept. */
  lines: string[]
}

type ScanHow = {
  mode?: 'report' | 'copy' | 'move'
  shell?: Shell
  env?: Record<string, string>
}

const arch = 'usr/lib/x86_64-linux-gnu'

/** Bytes that look like a library's to whoever reads its strings. */
export const library = (name: string, needs: readonly string[] = ['libc.so.6']) =>
  Buffer.from(`\u007fELF\0${name}\0${needs.join('\0')}\0`, 'latin1')

/** A throw-away root of a small Debian with a merged /usr: its dpkg writes some paths as /lib, as dpkg does. */
export function openScanBox({ isBare = false } = {}) {
  const box = openAgentBox()
  for (const folder of [arch, 'usr/lib64', 'usr/bin', 'usr/sbin', 'usr/local/lib', 'var/lib/dpkg/info'])
    mkdirSync(join(box.root, folder), { recursive: true })
  for (const name of ['lib', 'lib64', 'bin', 'sbin']) symlinkSync(`usr/${name}`, join(box.root, name))
  box.put('etc/passwd', 'root:x:0:0:root:/root:/bin/bash\nweb:x:1000:1000::/home/web:/bin/sh\n')
  box.put('etc/ssh/sshd_config', 'PermitRootLogin yes\n#AuthorizedKeysFile /proc/self/environ\n')
  box.put('root/.ssh/authorized_keys', `ssh-ed25519 ${key('first')} admin\n`)
  putProc(box)
  const installed: string[] = []

  /** A package with its files, as dpkg keeps it. Paths as the package writes them. */
  function putPackage(name: string, files: Record<string, Buffer | string>) {
    const paths = Object.keys(files)
    for (const path of paths) box.put(path, files[path] ?? '', 0o755)
    const sums = paths.map(path => `${digest('md5', files[path] ?? '')}  ${path}\n`)
    box.put(`var/lib/dpkg/info/${name}.list`, `/.\n${paths.map(path => `/${path}\n`).join('')}`)
    box.put(`var/lib/dpkg/info/${name}.md5sums`, sums.join(''))
    installed.push(`Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\n`)
    box.put('var/lib/dpkg/status', `${installed.join('\n')}\n`)
  }

  if (!isBare) putDebian(box.root, putPackage)

  /** One scan; `told` keeps what it found as what the site knows. */
  async function scan({ mode = 'report', shell = 'dash', env = {} }: ScanHow = {}): Promise<Scan> {
    const ran = await box.call(
      `CONF_TEXT='mode=${mode}'; mkdir -p "$STATE"; open_run; scan_all >"$ROOT/told"; cp "$RUN/findings" "$STATE/findings"; cat "$RUN/findings"; echo; cat "$RUN/checks"`,
      { shell, env },
    )
    return { ...readScan(ran), told: readFileSync(join(box.root, 'told'), 'utf8') }
  }

  return { ...box, scan, putPackage }
}

type PutPackage = (name: string, files: Record<string, Buffer | string>) => void

function putDebian(root: string, putPackage: PutPackage) {
  putPackage('libc6', { 'lib/x86_64-linux-gnu/libc.so.6': library('libc.so.6', []) })
  putPackage('libkeyutils1', { 'lib/x86_64-linux-gnu/libkeyutils.so.1.9': library('libkeyutils.so.1') })
  symlinkSync('libkeyutils.so.1.9', join(root, arch, 'libkeyutils.so.1'))
  putPackage('openssh-server', {
    'usr/sbin/sshd': library('sshd', ['libc.so.6', 'libcrypt.so.1']),
    [`${arch}/libcrypt.so.1`]: library('libcrypt.so.1'),
  })
  putPackage('bash', { 'bin/bash': library('bash'), 'usr/bin/odd\\x2dname': 'x' })
}

export type ScanBox = ReturnType<typeof openScanBox>

function readScan(ran: Ran): Omit<Scan, 'told'> {
  const [found = '', checks = ''] = ran.out.split(/^\n/m)
  const lines = found.split('\n').filter(Boolean)
  const unknown = checks
    .split('\n')
    .map(line => line.split('\t'))
    .filter(([, state]) => state === 'unknown')
  return {
    ran,
    lines,
    findings: lines.map(readFinding),
    unknown: Object.fromEntries(unknown.map(([name, , reason]) => [name, reason])),
  }
}

function readFinding(line: string): Finding {
  const [, severity = '', check = '', path = '', summary = '', owner = '', sha256 = '', ...rest] =
    line.split('\t')
  const [packageAnswer = '', firstSeen = '', action = '', indicator = ''] = rest
  return {
    check,
    severity,
    path,
    summary,
    owner,
    sha256,
    package: packageAnswer,
    firstSeen,
    action,
    indicator,
  }
}

export const digest = (kind: string, contents: Buffer | string) =>
  createHash(kind).update(contents).digest('hex')

/** The second part of an ed25519 key, made of a word. */
export const key = (word: string) =>
  `AAAAC3NzaC1lZDI1NTE5AAAAI${Buffer.from(word.padEnd(32, '.')).toString('base64').slice(0, 43)}`

/** A machine on which nothing of interest runs. */
function putProc(box: { put: (path: string, contents: string) => string; root: string }) {
  box.put('proc/self/maps', '')
  box.put(
    'proc/1/maps',
    '7f0000000000-7f0000001000 r-xp 00000000 fd:01 12 /usr/lib/x86_64-linux-gnu/libc.so.6\n',
  )
  box.put('proc/1/comm', 'systemd\n')
  symlinkSync('../..', join(box.root, 'proc/1/root'))
  box.put('proc/locks', '1: POSIX  ADVISORY  WRITE 77 fd:01:7 0 EOF\n')
  box.put(
    'proc/net/unix',
    'Num       RefCount Protocol Flags    Type St Inode Path\n0000000000000000: 00000002 00000000 00010000 0001 01 1141 /run/systemd/log\n0000000000000000: 00000002 00000000 00010000 0001 01 1142 @/tmp/dbus-1\n',
  )
  box.put(
    'proc/sysvipc/shm',
    '       key      shmid perms                  size  cpid  lpid nattch   uid   gid  cuid  cgid      atime      dtime      ctime        rss       swap\n         0          0  1600               4194304    77    77      2     0     0     0     0  1 0 1 0 0\n',
  )
  box.put('proc/77/comm', 'postgres\n')
  box.put('proc/77/maps', '')
}

/** Sets when a file was written last, in seconds since 1970. */
export const touched = (box: ScanBox, path: string, at: number) => utimesSync(join(box.root, path), at, at)
