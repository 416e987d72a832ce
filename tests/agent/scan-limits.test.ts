import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { library, openScanBox, type ScanBox } from './scan-box.ts'

let box: ScanBox
const state = 'var/lib/allclear-agent'
beforeEach(() => {
  box = openScanBox()
})
afterEach(() => {
  execFileSync('sh', ['-c', `umount ${box.root}/${state} 2>/dev/null || :`])
  box.close()
})

/** A small disk of its own for what the agent keeps. */
function smallDisk(size: string) {
  mkdirSync(join(box.root, state), { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', join(box.root, state)])
}

/** Containers that CI makes may not mount. */
function mayMount(): boolean {
  try {
    execFileSync('unshare', ['-m', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe.skipIf(!mayMount())('a small disk', () => {
  it('gets no copy, and the file stays where it is', async () => {
    smallDisk('50m')
    box.put('usr/lib64/libns2.so', library('libns2.so'))
    const { findings } = await box.scan({ mode: 'move' })
    expect(findings[0]?.action).toMatch(
      /^reported: not copied, for the disk .* no room .*; not moved, for it is on another file system/,
    )
    expect(readFileSync(join(box.root, 'usr/lib64/libns2.so'))).toEqual(library('libns2.so'))
  })

  it('that is full makes the scan fail, and no server clean', async () => {
    smallDisk('64k')
    for (let at = 0; at < 800; at++) box.put(`usr/lib/many/${'x'.repeat(100)}${at}`, '')
    const { code, err } = await box.call(`CONF_TEXT='mode=report'; open_run; scan_all; echo done`)
    expect(code).not.toBe(0)
    expect(err).toContain('Is the disk full?')
  })
})

describe('a flood', () => {
  it('of new files is few findings, and none of a known name is lost in it', async () => {
    await box.scan()
    const files = Array.from({ length: 800 }, (_, at) => `usr/lib/d${at % 400}/f${at}`)
    for (const file of files) box.put(file, '')
    box.put('usr/lib/d7/libns5.so', 'x')
    const { findings, unknown } = await box.scan()
    expect(findings.length).toBeLessThan(10)
    expect(findings[0]).toMatchObject({ check: 'known-name', path: '/usr/lib/d7/libns5.so' })
    expect(findings.map(finding => finding.summary).join()).toContain('800 new files')
    expect(unknown).toEqual({})
  })

  it('of lines in a list of indicators is cut, and said', async () => {
    box.put(
      'etc/allclear-agent.indicators',
      `${Array.from({ length: 6000 }, (_, at) => `evil-${at}`).join('\n')}\n`,
      0o600,
    )
    expect((await box.scan()).unknown).toEqual({
      indicator: 'the list has more than 5000 lines, of which the first are used',
    })
  })
})

it.each([
  ['x\tstring\tabc', 'is a string of less than 6 characters'],
  ['x\tpath\tetc/passwd', 'is no whole path'],
  ['x\tpath\t/usr/../etc/passwd', 'is no whole path'],
  ['x\tname\ta/b', 'is no name of a file'],
  ['x\tstring\twith\\nnewline', 'has a value that cannot be looked for'],
  ['x\tkind\tvalue', 'is no line of such a list'],
  ['DA39A3EE5E6B4B0D3255BFEF95601890AFD80709', 'is the digest of an empty file'],
])('names the line %j of a list of indicators that it cannot use', async (line, why) => {
  const { out } = await box.call(
    'mkdir -p "$STATE"; open_run; printf "%s\\n" "$1" | indicators_of "$RUN/fault"; cat "$RUN/fault"',
    {},
    [`# a list\n${line}`],
  )
  expect(out).toBe(`indicator in line 2 ${why}\n`)
})

it('believes no list that others can write', async () => {
  box.put('etc/allclear-agent.indicators', 'evil\n', 0o666)
  box.put('usr/local/bin/evil', 'x')
  const scan = await box.scan()
  expect(scan).toMatchObject({
    findings: [],
    unknown: { indicator: expect.stringContaining('belongs to root') },
  })
})

describe('scan --dry', () => {
  it('prints what would be told and done, and changes nothing', async () => {
    box.put('usr/lib64/libns2.so', library('libns2.so'))
    box.put('usr/bin/own-tool', 'x')
    const { out, err, code } = await box.run(['scan', '--dry'])
    expect({ err, code }).toEqual({ err: '', code: 0 })
    expect(out).toContain('CRITICAL  A library of a name that malware for SSH is known by: libns2.so')
    expect(out).toContain('file     /usr/lib64/libns2.so')
    expect(out).toContain('There is no baseline yet')
    expect(out).toContain('/usr/bin/own-tool')
    expect(existsSync(join(box.root, state))).toBe(false)
    await box.scan()
    const before = execFileSync('find', [join(box.root, state), '-printf', '%p %s %T@\\n'], {
      encoding: 'utf8',
    })
    rmSync(join(box.root, 'told'))
    await box.run(['scan', '--dry'])
    const after = execFileSync('find', [join(box.root, state), '-printf', '%p %s %T@\\n'], {
      encoding: 'utf8',
    })
    const kept = (text: string) => text.split('\n').filter(line => !line.includes('/tmp '))
    expect(kept(after)).toEqual(kept(before))
  })
})
