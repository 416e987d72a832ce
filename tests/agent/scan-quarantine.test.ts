import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { firstOf } from '#tests/support/measure.ts'
import { shells, whereIs } from './agent-box.ts'
import { digest, library, openScanBox, type ScanBox, touched } from './scan-box.ts'

const planted = 'usr/lib64/libns2.so'
const contents = library('libns2.so')
const quarantine = 'var/lib/allclear-agent/quarantine'

let box: ScanBox
beforeEach(() => {
  box = openScanBox()
})
afterEach(() => box.close())

/** What has to be the same after a file was away. */
function traits(path: string) {
  const { mode, uid, gid, mtimeMs, size } = statSync(join(box.root, path))
  const xattrs = whereIs('getfattr')
    ? execFileSync('getfattr', ['-d', '-m', '-', '-e', 'hex', '--absolute-names', join(box.root, path)], {
        encoding: 'utf8',
      })
    : ''
  return {
    mode,
    uid,
    gid,
    mtimeMs,
    size,
    xattrs,
    sha256: digest('sha256', readFileSync(join(box.root, path))),
  }
}

function plant(path = planted) {
  box.put(path, contents)
  chownSync(join(box.root, path), 1000, 1001)
  chmodSync(join(box.root, path), 0o4751)
  touched(box, path, 1_361_244_000.123)
  if (whereIs('setfattr')) execFileSync('setfattr', ['-n', 'user.note', '-v', 'a "b"', join(box.root, path)])
  return traits(path)
}

/** What a scan does with a file that it found, without the rest of a scan. */
function keep(
  mode: string,
  { path = planted, env = {}, shell = 'dash', check = 'known-name critical' } = {},
) {
  const text = `CONF_TEXT='mode=${mode}'; mkdir -p "$STATE/cache" "$STATE/quarantine"; open_run; MAY_WRITE=yes; MODE=${mode}
    : >"$RUN/found"; : >"$RUN/walk.errors"
    quarantine_mend; walk_begin; packages_read; walk
    found ${check} "$(printf '%s' "$1" | tr '\\n\\t' '\\001\\002')" told; findings_write; cut -f 10 "$RUN/findings"`
  return box.call(text, { env, shell: shell as 'dash' }, [path]).then(ran => ran.out.trim())
}

/** The last names of entries, oldest first. */
function entries(folder = quarantine): string[] {
  const path = join(box.root, folder)
  return existsSync(path)
    ? readdirSync(path)
        .filter(name => !name.startsWith('.restored'))
        .sort()
    : []
}

const restore = (id: string, env = {}) => box.run(['quarantine', 'restore', id], { env })

/** How many files below the root have these contents. */
function copiesOf(wanted: Buffer): number {
  const files = execFileSync('find', [box.root, '-xdev', '-type', 'f', '-size', '-64k', '-print0']).toString(
    'latin1',
  )
  return files
    .split('\0')
    .filter(Boolean)
    .filter(file => readFileSync(Buffer.from(file, 'latin1')).equals(wanted)).length
}

it.each(firstOf(shells))(
  'in %s leaves a file where it is in mode report, keeps a copy in mode copy, and says so each time in the same words',
  async shell => {
    const before = plant()
    expect((await box.scan({ shell })).findings[0]?.action).toBe('reported')
    expect(entries()).toEqual([])
    const { findings, lines } = await box.scan({ shell, mode: 'copy' })
    const [id = ''] = entries()
    expect(findings[0]?.action).toBe(`copied to quarantine ${id}`)
    expect((await box.scan({ shell, mode: 'copy' })).lines).toEqual(lines)
    expect(entries()).toEqual([id])
    expect(traits(planted)).toEqual(before)
    expect(statSync(join(box.root, quarantine, id)).mode & 0o777).toBe(0o700)
    expect(statSync(join(box.root, quarantine, id, 'file')).mode & 0o7777).toBe(0)
    expect(readFileSync(join(box.root, quarantine, id, 'file'))).toEqual(contents)
  },
)

it.each(shells)('in %s moves a file, lists it, and puts it back bit by bit', async shell => {
  const before = plant()
  const { findings } = await box.scan({ shell, mode: 'move' })
  const [id = ''] = entries()
  expect(findings.map(finding => finding.action)).toEqual([`moved to quarantine ${id}`])
  expect(existsSync(join(box.root, planted))).toBe(false)
  const { out } = await box.run(['quarantine', 'list'], { shell })
  expect(out).toMatch(new RegExp(`^${id}  moved     /${planted}$`, 'm'))
  expect(await box.run(['quarantine', 'restore', id], { shell })).toMatchObject({ code: 0, err: '' })
  expect(traits(planted)).toEqual(before)
})

it('finds nothing more of what it moved, and does not take again what a person put back', async () => {
  plant()
  await keep('move')
  expect((await box.scan({ mode: 'move' })).findings).toEqual([])
  const [id = ''] = entries()
  await restore(id)
  expect(await keep('move')).toBe(`reported: put back by hand from quarantine ${id}`)
  expect(existsSync(join(box.root, planted))).toBe(true)
})

it('puts a copy back bit by bit when the file is gone, and writes over nothing', async () => {
  const before = plant()
  await keep('copy')
  const [id = ''] = entries()
  box.put(planted, 'another one')
  expect(await restore(id)).toMatchObject({
    code: 1,
    err: expect.stringContaining('with other contents. Nothing was written over'),
  })
  execFileSync('rm', [join(box.root, planted)])
  expect(await restore(id)).toMatchObject({ code: 0, err: '' })
  expect(traits(planted)).toEqual(before)
})

const names = ['-rf "b" $(c)\n`d` *\n\n', 'a\tb', "'", '\\n%s', ' ']
it.each(firstOf(names.map(name => `usr/lib64/${name}`)))('moves and puts back %j', async path => {
  const before = plant(path)
  expect(await keep('move', { path })).toMatch(/^moved to quarantine/)
  expect(existsSync(join(box.root, path))).toBe(false)
  await restore(entries()[0] ?? '')
  expect(traits(path)).toEqual(before)
})

it.each([
  [
    'has another name',
    'it has other names',
    () => linkSync(join(box.root, planted), join(box.root, 'usr/lib64/other')),
  ],
  [
    'is where others write',
    'others than root can write',
    () => chmodSync(join(box.root, 'usr/lib64'), 0o777),
  ],
  [
    'is in a folder of somebody else',
    'others than root can write',
    () => chownSync(join(box.root, 'usr/lib64'), 1000, 0),
  ],
  [
    'is in use',
    'a process uses it',
    () =>
      box.put('proc/77/maps', `7f-80 r-xp 0 fd:01 ${statSync(join(box.root, planted)).ino}  /x (deleted)\n`),
  ],
  ['a package owns', 'a package owns it', () => box.putPackage('own', { [planted]: contents })],
  [
    'sshd needs',
    'sshd or a login needs it',
    () => box.put('usr/sbin/sshd', library('sshd', ['libns2.so']), 0o755),
  ],
  [
    'a library of sshd needs',
    'sshd or a login needs it',
    () => box.put('usr/lib/x86_64-linux-gnu/libcrypt.so.1', library('x', ['libns2.so'])),
  ],
  [
    'libkeyutils.so.1 leads to',
    'sshd or a login needs it',
    () => {
      execFileSync('ln', [
        '-sfn',
        '../../lib64/libns2.so',
        join(box.root, 'usr/lib/x86_64-linux-gnu/libkeyutils.so.1'),
      ])
    },
  ],
  [
    'a package manager at work may own',
    'who owns it cannot be told',
    () => {
      box.put('var/lib/dpkg/lock', '')
      box.put(
        'proc/locks',
        `1: POSIX  ADVISORY  WRITE 77 fd:01:${statSync(join(box.root, 'var/lib/dpkg/lock')).ino} 0 EOF\n`,
      )
    },
  ],
])('does not move, but copies, what %s', async (_, why, arrange) => {
  plant()
  arrange()
  const before = traits(planted)
  expect(await keep('move')).toMatch(new RegExp(`^copied to quarantine [0-9a-f-]+; not moved, for .*${why}`))
  expect(traits(planted)).toEqual(before)
})

it.each([
  ['etc/passwd', 'it is in no folder of libraries or programs'],
  ['bin/own-shell', 'sshd or a login needs it'],
])('does not move %s, whatever a list says', async (path, why) => {
  box.put('bin/own-shell', 'x', 0o755)
  box.put('etc/passwd', 'root:x:0:0:root:/root:/bin/bash\nweb:x:1:1::/:/bin/own-shell\n')
  const action = await keep('move', { path: path.replace('bin/', 'usr/bin/'), check: 'indicator critical' })
  expect(action).toContain(`; not moved, for ${why}`)
  expect(existsSync(join(box.root, path))).toBe(true)
})

it('never moves for a weak sign', async () => {
  plant()
  expect(await keep('move', { check: 'unowned-file warning' })).toMatch(/^copied to quarantine/)
  expect(existsSync(join(box.root, planted))).toBe(true)
})

it('takes nothing of a link, a folder or a pipe', async () => {
  mkdirSync(join(box.root, 'usr/lib64/folder'))
  symlinkSync('/etc/passwd', join(box.root, 'usr/lib64/link'))
  execFileSync('mkfifo', [join(box.root, 'usr/lib64/pipe')])
  for (const name of ['folder', 'link', 'pipe'])
    expect(await keep('move', { path: `usr/lib64/${name}` })).toBe('reported')
  expect(entries()).toEqual([])
})

describe('a file that is exchanged', () => {
  const swap = `mv ${planted} tmp/first && cp etc/passwd ${planted}`
  const hooks = firstOf(['move-pinned', 'move-checked', 'move-begun'], 2)

  it.each(hooks)('at %s: the other one stays, and the first is where it was put', async hook => {
    plant()
    const action = await keep('move', { env: { ALLCLEAR_TEST_HOOK: hook, ALLCLEAR_TEST_HOOK_RUNS: swap } })
    expect(action).toMatch(/not copied, for .*; not moved, for it was exchanged/)
    expect(readFileSync(join(box.root, planted), 'utf8')).toBe(
      readFileSync(join(box.root, 'etc/passwd'), 'utf8'),
    )
    expect(readFileSync(join(box.root, 'tmp/first'))).toEqual(contents)
    expect(statSync(join(box.root, 'tmp/first')).nlink).toBe(1)
  })

  it.each(firstOf(['move-checked', 'move-pinned']))(
    'by renaming over it, at %s: its last name is kept',
    async hook => {
      plant()
      const over = `cp etc/passwd tmp/x && mv tmp/x ${planted}`
      await keep('move', { env: { ALLCLEAR_TEST_HOOK: hook, ALLCLEAR_TEST_HOOK_RUNS: over } })
      expect(readFileSync(join(box.root, planted), 'utf8')).toBe(
        readFileSync(join(box.root, 'etc/passwd'), 'utf8'),
      )
      expect(copiesOf(contents)).toBe(1)
      expect(entries()).toHaveLength(1)
    },
  )

  it('for a folder, which gets its place again', async () => {
    plant()
    const runs = `mv ${planted} tmp/first && mkdir ${planted} && echo within >${planted}/it`
    await keep('move', { env: { ALLCLEAR_TEST_HOOK: 'move-checked', ALLCLEAR_TEST_HOOK_RUNS: runs } })
    expect(readFileSync(join(box.root, planted, 'it'), 'utf8')).toBe('within\n')
    expect(entries()).toEqual([])
  })

  it.each(firstOf(['copy-begun', 'copy-written']))(
    'while it is copied, at %s, is no evidence',
    async hook => {
      plant()
      expect(await keep('copy', { env: { ALLCLEAR_TEST_HOOK: hook, ALLCLEAR_TEST_HOOK_RUNS: swap } })).toBe(
        'reported: not copied, for it changed while it was read, or could not be read',
      )
      expect(entries()).toEqual([])
    },
  )
})

describe('a kill', () => {
  const kill = (hook: string) => ({ ALLCLEAR_TEST_HOOK: hook, ALLCLEAR_TEST_HOOK_RUNS: 'kill -9 "$1"' })
  const moving = ['move-renamed', 'move-pinned', 'work-whole', 'move-begun', 'move-checked', 'move-unpinned']

  it.each(firstOf(moving, 2))('at %s loses nothing: the next run ends what it left', async hook => {
    const before = plant()
    await keep('move', { env: kill(hook) })
    expect(copiesOf(contents)).toBeGreaterThanOrEqual(1)
    await keep('move')
    expect(existsSync(join(box.root, planted))).toBe(false)
    const [id = '', ...others] = entries()
    expect(others).toEqual([])
    await restore(id)
    expect(traits(planted)).toEqual(before)
    expect(statSync(join(box.root, planted)).nlink).toBe(1)
  })

  it.each(firstOf(['copy-written', 'copy-begun', 'work-whole']))(
    'at %s while copying leaves one copy at most',
    async hook => {
      const before = plant()
      await keep('copy', { env: kill(hook) })
      expect(traits(planted)).toEqual(before)
      await keep('copy')
      expect(entries()).toHaveLength(1)
      expect(copiesOf(contents)).toBe(2)
    },
  )

  it.each(
    firstOf(
      [
        ['move', 'restore-linked'],
        ['copy', 'restore-whole'],
        ['copy', 'restore-written'],
        ['move', 'restore-begun'],
        ['copy', 'restore-linked'],
      ],
      2,
    ),
  )(
    'while putting back what was kept in mode %s, at %s, is made good by the next call',
    async (mode, hook) => {
      const before = plant()
      await keep(mode)
      const [id = ''] = entries()
      if (mode === 'copy') execFileSync('rm', [join(box.root, planted)])
      await restore(id, kill(hook))
      expect(copiesOf(contents)).toBeGreaterThanOrEqual(1)
      expect(await restore(id)).toMatchObject({ code: 0 })
      expect(traits(planted)).toEqual(before)
      expect(readdirSync(join(box.root, 'usr/lib64'))).toEqual(['libns2.so'])
    },
  )

  it('with the power cut, so that the notes are lost too, takes nothing away', async () => {
    plant()
    await keep('move', { env: kill('move-unpinned') })
    const [work = ''] = readdirSync(join(box.root, quarantine))
    box.put(`${quarantine}/${work}/meta`, '')
    await keep('report')
    expect(copiesOf(contents)).toBe(1)
    expect(entries()).toEqual([work.replace('.work-', '')])
  })

  it('of a move whose file was taken away by somebody else keeps the last name of it', async () => {
    plant()
    await keep('move', {
      env: { ALLCLEAR_TEST_HOOK: 'move-checked', ALLCLEAR_TEST_HOOK_RUNS: `rm ${planted}; kill -9 "$1"` },
    })
    await keep('move')
    expect(copiesOf(contents)).toBe(1)
    expect(entries()).toHaveLength(1)
  })
})

describe('purge', () => {
  it('asks, and removes only after the word', async () => {
    plant()
    await keep('move')
    const [id = ''] = entries()
    const purge = (input: string) => box.run(['quarantine', 'purge', id], { input })
    expect(await purge('yes\n')).toMatchObject({
      code: 1,
      err: expect.stringContaining('nothing was removed'),
    })
    expect(entries()).toEqual([id])
    expect((await purge('purge\n')).out).toContain('This is the file itself: nothing else has it.')
    expect(entries()).toEqual([])
  })

  it.each(['../../etc', '20130219-034000-0123456789abcdef', ''])('knows no entry %j', async id => {
    expect((await box.run(['quarantine', 'purge', id])).code).not.toBe(0)
  })
})
