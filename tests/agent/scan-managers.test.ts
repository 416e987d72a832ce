import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { whereIs } from './agent-box.ts'
import { digest, library, openScanBox, type Scan, type ScanBox } from './scan-box.ts'

const arch = 'usr/lib/x86_64-linux-gnu'
let box: ScanBox
beforeEach(() => {
  box = openScanBox()
})
afterEach(() => box.close())

const told = (scan: Scan) => scan.findings.map(({ check, severity, path }) => `${check} ${severity} ${path}`)

/** Another package manager's system: without dpkg's, and its files. */
function withoutDpkg() {
  rmSync(join(box.root, 'var/lib/dpkg'), { recursive: true })
  rmSync(join(box.root, 'usr'), { recursive: true })
  for (const folder of ['usr/lib', 'usr/lib64', 'usr/bin', 'usr/sbin'])
    mkdirSync(join(box.root, folder), { recursive: true })
}

const spec = `Name: keyutils-libs
Version: 1.5
Release: 1
Summary: x
License: x
BuildArch: noarch
%description
x
%package -n sudo
Summary: x
%description -n sudo
x
%install
mkdir -p %{buildroot}/lib64 %{buildroot}/usr/bin
printf lib >%{buildroot}/lib64/libkeyutils.so.1.9
printf sudo >%{buildroot}/usr/bin/sudo
%files
/lib64/libkeyutils.so.1.9
%files -n sudo
%attr(4755, root, root) /usr/bin/sudo
`

// Where there is no rpm (apt-get install rpm), it says that it was skipped.
it.skipIf(!whereIs('rpmbuild') || process.getuid?.() !== 0)(
  'reads what rpm owns, and which modes and contents it brought',
  async () => {
    withoutDpkg()
    box.put('k.spec', spec)
    const quiet = { stdio: 'pipe' } as const
    execFileSync(
      'rpmbuild',
      [
        '-bb',
        '--define',
        `_topdir ${box.root}/top`,
        '--define',
        '__os_install_post %{nil}',
        join(box.root, 'k.spec'),
      ],
      quiet,
    )
    // Debian's rpm keeps its database elsewhere than the systems that are made of it.
    box.put('test-bin/rpm', `#!/bin/sh\nexec ${whereIs('rpm')} --dbpath /var/lib/rpm "$@"\n`, 0o755)
    const install = (name: string) =>
      execFileSync(
        'sh',
        [
          '-c',
          `${box.root}/test-bin/rpm --root ${box.root} -i --nodeps --nosignature top/RPMS/noarch/${name}-1.5-1.noarch.rpm`,
        ],
        { ...quiet, cwd: box.root },
      )
    install('keyutils-libs')
    const first = await box.scan()
    expect(first).toMatchObject({ findings: [], unknown: {} })
    install('sudo')
    expect(await box.scan()).toMatchObject({ findings: [], unknown: {} })
    appendFileSync(join(box.root, 'usr/lib64/libkeyutils.so.1.9'), 'more')
    box.put('usr/lib64/libkeyutils.so.1.3.2', 'x')
    const scan = await box.scan()
    expect(told(scan)).toEqual([
      'known-name critical /usr/lib64/libkeyutils.so.1.3.2',
      'changed-file warning /usr/lib64/libkeyutils.so.1.9',
    ])
    expect(scan.findings[1]?.package).toBe('owned by keyutils-libs, with other contents than it brought')
    box.put('test-bin/rpm', '#!/bin/sh\necho "error: rpmdb: damaged" >&2\nexit 1\n', 0o755)
    rmSync(join(box.root, 'var/lib/allclear-agent/cache'), { recursive: true })
    expect((await box.scan()).unknown).toMatchObject({
      'unowned-file': 'rpm -qal failed: error: rpmdb: damaged',
    })
  },
)

it('reads what apk owns, and which modes and contents it brought', async () => {
  withoutDpkg()
  const files = {
    'usr/lib/libkeyutils.so.1.9': library('libkeyutils.so.1', ['libc.musl-x86_64.so.1']),
    'usr/bin/doas': 'doas',
  }
  const sum = (contents: Buffer | string) => Buffer.from(digest('sha1', contents), 'hex').toString('base64')
  const entry = (name: string, path: keyof typeof files, mode: string) =>
    `P:${name}\nF:${path.slice(0, path.lastIndexOf('/'))}\nR:${path.slice(path.lastIndexOf('/') + 1)}\na:0:0:${mode}\nZ:Q1${sum(files[path])}\n\n`
  for (const [path, contents] of Object.entries(files)) box.put(path, contents, 0o755)
  box.put('lib/apk/db/installed', entry('keyutils-libs', 'usr/lib/libkeyutils.so.1.9', '755'))
  rmSync(join(box.root, 'usr/bin/doas'))
  expect(await box.scan({ shell: 'busybox' })).toMatchObject({ findings: [], unknown: {} })
  appendFileSync(join(box.root, 'lib/apk/db/installed'), entry('doas', 'usr/bin/doas', '4755'))
  box.put('usr/bin/doas', 'doas', 0o4755)
  box.put('usr/bin/shell', 'x', 0o4755)
  appendFileSync(join(box.root, 'usr/lib/libkeyutils.so.1.9'), 'x')
  expect(told(await box.scan({ shell: 'busybox' }))).toEqual([
    'setuid warning /usr/bin/shell',
    'changed-file warning /usr/lib/libkeyutils.so.1.9',
  ])
})

it('knows nothing of files where no package manager is known, and does not call that clean', async () => {
  withoutDpkg()
  box.put('usr/lib64/libns2.so', 'x')
  const scan = await box.scan()
  expect(told(scan)).toEqual(['known-name warning /usr/lib64/libns2.so'])
  expect(scan.unknown).toMatchObject({
    'unowned-file': expect.stringContaining('no package manager that is known'),
  })
})

it('waits with its judgement while a package manager is at work', async () => {
  await box.scan()
  box.put(`${arch}/libnew.so.1`, 'half unpacked')
  box.put('var/lib/dpkg/lock', '')
  const inode = execFileSync('stat', ['-c', '%i', join(box.root, 'var/lib/dpkg/lock')], {
    encoding: 'utf8',
  }).trim()
  box.put('proc/locks', `1: POSIX  ADVISORY  WRITE 9 fd:01:${inode} 0 EOF\n`)
  const scan = await box.scan()
  expect(scan).toMatchObject({ findings: [], unknown: { 'unowned-file': 'the package manager is at work' } })
})

it('counts what a package diverted as its own, under both names', async () => {
  await box.scan()
  box.putPackage('dash', { 'bin/dash': 'dash' })
  box.putPackage('other', { 'bin/sh.real': 'other' })
  writeFileSync(join(box.root, 'usr/bin/dash.distrib'), 'dash')
  writeFileSync(join(box.root, 'usr/bin/dash'), 'of other')
  box.put('var/lib/dpkg/diversions', '/bin/dash\n/bin/dash.distrib\nother\n')
  expect(await box.scan()).toMatchObject({ findings: [], unknown: {} })
})

it('says which digests are missing', async () => {
  rmSync(join(box.root, 'var/lib/dpkg/info/openssh-server.md5sums'))
  expect((await box.scan()).unknown).toEqual({ 'changed-file': 'dpkg has no digests of openssh-server' })
})

it('weighs two signs on what sshd loads more than one', async () => {
  box.put('lib/x86_64-linux-gnu/libkeyutils.so.1.9', library('libkeyutils.so.1', ['libc.so.6', 'libns2.so']))
  const scan = await box.scan()
  expect(told(scan)).toEqual([`keyutils critical /${arch}/libkeyutils.so.1.9`])
  expect(scan.findings[0]?.summary).toContain('needs libns2.so besides libc')
})

it('tells of a library that sshd loads and no package owns, whatever its name', async () => {
  box.put(`${arch}/libkeyutils.so.1.5`, library('libkeyutils.so.1'))
  execFileSync('ln', ['-sfn', 'libkeyutils.so.1.5', join(box.root, arch, 'libkeyutils.so.1')])
  chmodSync(join(box.root, arch, 'libkeyutils.so.1.5'), 0o755)
  expect(told(await box.scan())).toEqual([`keyutils critical /${arch}/libkeyutils.so.1.5`])
})

it('goes on telling of a changed file whose package had its turn, until it is as it was', async () => {
  box.putPackage('late', { 'usr/bin/late-tool': 'as it came' })
  await box.scan()
  box.put('usr/bin/late-tool', 'changed')
  const names = readdirSync(join(box.root, 'var/lib/dpkg/info')).filter(name => name.endsWith('.md5sums'))
  const turn = names.sort().indexOf('late.md5sums') + 1
  box.put('var/lib/allclear-agent/cache/turn', `${turn}\n`)
  expect(told(await box.scan())).toEqual(['changed-file warning /usr/bin/late-tool'])
  expect(told(await box.scan())).toEqual(['changed-file warning /usr/bin/late-tool'])
  box.put('usr/bin/late-tool', 'as it came')
  expect(told(await box.scan())).toEqual([])
})

it('checks every package once in a day of runs', async () => {
  const names = Array.from({ length: 50 }, (_, at) => `p${at}`)
  box.put('list', `${names.join('\n')}\n`)
  const { out } = await box.call(
    'mkdir -p "$STATE/cache"; open_run; echo >"$RUN/doubted"; RUNS_A_DAY=12; at=0; while [ $at -lt 12 ]; do echo $at >"$STATE/cache/turn"; turn_of <"$ROOT/list"; at=$((at + 1)); done',
  )
  expect(out.trim().split('\n').sort()).toEqual(names.sort())
})
