import { chmodSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstOf } from '#tests/support/measure.ts'
import { shells } from './agent-box.ts'
import {
  digest,
  type Finding,
  key,
  library,
  openScanBox,
  type Scan,
  type ScanBox,
  touched,
} from './scan-box.ts'

const arch = 'usr/lib/x86_64-linux-gnu'
let box: ScanBox
let first: Scan
let scan: Scan

/** A system with something of its own, at the time of the baseline. */
function settle() {
  box.put('usr/bin/own-tool', 'ours')
  box.put('usr/bin/own-script', 'ours too')
  box.put('usr/bin/own-suid', 'ours', 0o4755)
  box.put(`${arch}/gconv/gconv-modules.cache`, 'cache')
  box.put('etc/ld.so.preload', '')
}

/** What somebody did since. */
function breakIn() {
  box.putPackage('openssh-client', { 'usr/bin/ssh': 'of the client' })
  box.putPackage('took-over', { 'usr/bin/ssh': 'of the other' })
  const many = Array.from({ length: 60 }, (_, at) => `usr/lib/many/${at}`)
  box.putPackage('openssh-many', Object.fromEntries(many.map(file => [file, 'x'])))
  for (const file of many) box.put(file, 'y')
  box.put(`${arch}/libevil.so.1`, library('libevil.so.1'))
  box.put('usr/bin/own-script', 'theirs')
  touched(box, 'usr/bin/own-tool', 1)
  chmodSync(join(box.root, 'usr/bin/own-tool'), 0o755)
  for (const name of [
    'usr/lib/python3/dist-packages/__pycache__/a.cpython-311.pyc',
    'usr/lib/modules/6.1/modules.dep',
  ])
    box.put(name, 'made here')
  for (let at = 0; at < 60; at++) box.put(`usr/lib/node_modules/tool/lib/${at}.js`, String(at))
  box.put('usr/sbin/sshd', library('sshd', ['libc.so.6', 'evil']), 0o755)
  box.put('usr/lib/libsbr.so', 'x')
  symlinkSync('/tmp/elsewhere', join(box.root, 'usr/lib/libstz.so'))
  box.put('opt/elsewhere', 'x')
  symlinkSync('../../opt/elsewhere', join(box.root, 'usr/lib/libout.so'))
  symlinkSync('libevil.so.1', join(box.root, arch, 'libin.so'))
  box.put('usr/local/lib/libkeyutils.so.1.9', library('libkeyutils.so.1'))
  box.put('usr/bin/new\nline "quoted"', 'x')
  writeFileSync(Buffer.concat([Buffer.from(join(box.root, 'usr/bin/')), Buffer.from([0xff, 0xfe])]), 'x')
  box.put('usr/bin/rootshell', 'x', 0o4755)
  box.put('tmp/.hidden/sh', 'x', 0o4755)
  chmodSync(join(box.root, 'usr/bin/bash'), 0o4755)
  touched(box, 'var/lib/dpkg/info/bash.list', 1)
  box.put('var/lib/dpkg/info/passwd-tool.list', '')
  box.putPackage('passwd-tool', { 'usr/bin/passwd-tool': 'brought so' })
  chmodSync(join(box.root, 'usr/bin/passwd-tool'), 0o4755)
  box.put('etc/passwd', 'root:x:0:0:root:/root:/bin/bash\ntoor:x:00:0::/home/toor:/bin/sh\n')
  box.put(
    'root/.ssh/authorized_keys',
    `ssh-ed25519 ${key('first')} admin\nfrom="*",command="a \\"b" ssh-ed25519 ${key('second')} x\n`,
  )
  box.put('etc/ssh/sshd_config.d/99-x.conf', 'Match all\n  authorizedkeysfile /proc/self/environ\n')
  box.put('usr/lib/libhook.so', 'x')
  box.put('etc/ld.so.preload', '# nothing\n/lib/libhook.so\n')
  box.put(
    'proc/net/unix',
    '00: 00000002 00000000 00010000 0001 01 1141 @/proc/udevd@@@\n00: 00000002 00000000 00010000 0001 01 9 @kit\n',
  )
  box.put('proc/sysvipc/shm', 'key shmid perms size cpid lpid nattch\n 0 7 600 3282312 88 88 0 0 0 0\n')
  box.put('proc/88/comm', 'sshd\n')
  box.put(
    'proc/88/maps',
    [
      `/${arch}/libgone.so (deleted)`,
      `/lib/x86_64-linux-gnu/libc.so.6 (deleted)`,
      `/${arch}/libtsq.so (deleted)`,
      '/tmp/jna.so (deleted)',
    ]
      .map(path => `7f00-7f01 r-xp 00000000 fd:01 99 ${path}\n`)
      .join(''),
  )
  symlinkSync('../..', join(box.root, 'proc/88/root'))
}

/** The owner's list, with bare values and whole lines. */
function list() {
  box.put('tmp/listed by path', 'x')
  box.put('usr/bin/listed-by-name', 'x')
  box.put('usr/bin/listed-by-sha256', 'by sha256')
  box.put('usr/bin/listed-by-md5', 'by md5')
  box.put('usr/bin/listed-by-string', 'some words in it')
  box.put(
    'etc/allclear-agent.indicators',
    [
      '# ours',
      'p\tpath\t/tmp/listed by path',
      'owned\tpath\t/lib/x86_64-linux-gnu/libc.so.6',
      'listed-by-name',
      digest('sha256', 'by sha256').toUpperCase(),
      `m\tmd5\t${digest('md5', 'by md5')}`,
      's\tstring\twords in',
      'k\tsocket\t@kit',
      'a\taddress\t192.0.2.1',
    ].join('\n'),
    0o600,
  )
}

/** What is said of a file, or of a thing that has none. */
const of = (end: string) =>
  scan.findings.filter(
    finding => finding.path.endsWith(end) || (!finding.path && finding.summary.includes(end)),
  )
const short = ({ check, severity, indicator }: Finding) =>
  [check, severity, indicator].filter(Boolean).join(' ')

// busybox first, since the other tests run in dash.
const tried = firstOf((['busybox', 'dash', 'bash'] as const).filter(shell => shells.includes(shell)))

describe.each(tried)('in %s', shell => {
  beforeAll(async () => {
    box = openScanBox()
    settle()
    first = await box.scan({ shell })
    breakIn()
    list()
    scan = await box.scan({ shell })
  })
  afterAll(() => box.close())

  describe('the first scan', () => {
    it('makes the baseline of what nobody owns, reports nothing of it, and says what it would have reported', () => {
      expect(first.findings).toEqual([])
      for (const path of [
        '/usr/bin/own-tool',
        '/usr/bin/own-script',
        '/usr/bin/own-suid',
        'root ssh-ed25519',
      ])
        expect(first.told).toContain(path)
      expect(first.told).not.toContain('gconv')
    })
  })

  describe('a later scan', () => {
    it.each([
      ['a new file that no package owns', 'libevil.so.1', ['unowned-file warning']],
      ['a file of the baseline with other contents', 'own-script', ['unowned-file warning']],
      ['a file of the baseline with another time and mode', 'own-tool', []],
      ['what the system makes for itself', 'a.cpython-311.pyc', []],
      ['what depmod makes', 'modules.dep', []],
      ['a program that is no longer its package’s', '/usr/sbin/sshd', ['changed-file warning']],
      ['a file that another package took over', '/usr/bin/ssh', []],
      ['a known name', 'libsbr.so', ['known-name critical']],
      ['a link out of the folders of libraries', 'libout.so', ['unowned-file warning']],
      ['a link within them', 'libin.so', []],
      ['a link of a known name', 'libstz.so', ['known-name critical']],
      [
        'a known name where the owner installs by hand',
        '/usr/local/lib/libkeyutils.so.1.9',
        ['known-name warning'],
      ],
      ['a name with a newline', 'new\\nline \\"quoted\\"', ['unowned-file warning']],
      ['a name that is no UTF-8', '/usr/bin/\ufffd\ufffd', ['unowned-file warning']],
      ['a new program that runs as root', 'rootshell', ['setuid warning']],
      ['one in a folder for all', '/tmp/.hidden/sh', ['setuid warning']],
      ['a shell that was made so', '/usr/bin/bash', ['setuid warning']],
      ['a program whose package brought it so', 'passwd-tool', []],
      ['a second account with all rights', 'toor', ['second-root warning']],
      ['a key of a line with options', 'A new key opens the account root', ['root-keys warning']],
      ['keys from the environment', '99-x.conf', ['ssh-config critical']],
      ['a library that all load', 'libhook.so', ['preload warning']],
      ['the socket of a kit', '/proc/udevd', ['socket critical']],
      ['a socket from the list', '@kit', ['socket critical k']],
      ['shared memory of sshd', 'segment 7', ['shared-memory warning']],
      ['a library in use that is gone and was nobody’s', 'libgone.so', ['deleted-library warning']],
      ['a library in use whose package was upgraded', 'libc.so.6', []],
      ['a library of a known name in use that is gone', 'libtsq.so', ['known-name critical']],
      ['a path from the list', '/tmp/listed by path', ['indicator critical p']],
      ['a name from the list', 'listed-by-name', ['indicator critical listed-by-name']],
      [
        'a SHA-256 from the list',
        'listed-by-sha256',
        [`indicator critical ${digest('sha256', 'by sha256').toUpperCase()}`],
      ],
      ['an MD5 from the list', 'listed-by-md5', ['indicator critical m']],
      ['a string from the list', 'listed-by-string', ['indicator critical s']],
    ])('tells of %s', (_, end, expected) => {
      expect(of(end).map(short)).toEqual(expected)
    })

    it('tells of many files in one place once', () => {
      expect(of('/usr/lib/node_modules/tool').map(finding => finding.summary)).toEqual([
        '60 new files below this folder that no package owns',
      ])
      expect(of('/usr/lib/many').map(finding => finding.summary)).toEqual([
        '60 files below this folder are no longer as their packages brought them',
      ])
    })

    it('knows all of it, and says nothing else', () => {
      expect(scan.unknown).toEqual({})
      expect(scan.ran.err).toBe('')
      expect(new Set(scan.lines.map(line => line.split('\t')[0])).size).toBe(scan.lines.length)
      expect(scan.findings).toHaveLength(28)
    })

    it('says the same of the same in the next scan', async () => {
      expect((await box.scan({ shell })).lines).toEqual(scan.lines)
    })

    it('calls nothing gone, and nothing clean, that it cannot look at', async () => {
      rmSync(join(box.root, 'var/lib/dpkg/info/bash.list'))
      box.put('proc/net/unix', '')
      rmSync(join(box.root, 'proc/net/unix'))
      const blind = await box.scan({ shell })
      const why = 'dpkg has no list of files of what it says is installed: bash '
      for (const check of [
        'changed-file',
        'unowned-file',
        'setuid',
        'deleted-library',
        'indicator',
        'known-name',
        'keyutils',
      ])
        expect(blind.unknown).toMatchObject({ [check]: why })
      expect(blind.unknown).toMatchObject({ socket: '/proc/net/unix cannot be read' })
      // A known name still counts, since nobody owns it by what can be read.
      expect(blind.findings.filter(finding => finding.path.endsWith('libsbr.so')).map(short)).toEqual([
        'known-name warning',
      ])
    })
  })
})
