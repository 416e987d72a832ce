import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readAdvisories } from '../../scripts/packages/advisories.ts'
import { askForBill, readBill } from '../../scripts/packages/bill.ts'
import { type Lock, type LockedPackage, licenceProblems } from '../../scripts/packages/licences.ts'

const lock: Lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const product = JSON.parse(readFileSync('package.json', 'utf8'))

describe('the lockfile', () => {
  it('has no package whose licence is not ours to pass on', () => {
    expect(licenceProblems(lock)).toEqual([])
  })

  it('has no image library: nothing of ours optimises images', () => {
    expect(Object.keys(lock.packages).filter(path => /\/(@img\/|sharp-)/.test(path))).toEqual([])
    expect(lock.packages['node_modules/sharp']).toMatchObject({ link: true })
  })

  it('names no registry, so that each installs from their own', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved": "https?:/)
  })

  it('says for which C library each build is, where it is for one', () => {
    const silent = Object.entries(lock.packages)
      .filter(([path, { version }]) => /linux-(x64|arm64)-?(gnu|musl)$/.test(path) && version)
      .filter(([, locked]) => !('libc' in locked))
    expect(silent.map(([path]) => path)).toEqual([])
  })
})

describe('licences', () => {
  const of = (packages: Record<string, LockedPackage>) =>
    licenceProblems({ packages }).map(problem => problem.replace(/ .*: /, ': '))
  const at = 'node_modules/a'
  it.each<[string, Record<string, LockedPackage>, string[]]>([
    ['one of ours', { [at]: { license: 'MIT' } }, []],
    ['a choice', { [at]: { license: '(GPL-3.0 OR MIT)' } }, []],
    ['a sum', { [at]: { license: 'MIT AND GPL-3.0' } }, ['a: MIT AND GPL-3.0']],
    ['copyleft', { [at]: { license: 'LGPL-3.0-or-later' } }, ['a: LGPL-3.0-or-later']],
    ['none stated', { [at]: {} }, ['a: it states no licence']],
    ['for tests only, and not known', { [at]: { license: 'GPL-3.0', dev: true } }, ['a: GPL-3.0']],
    [
      'a build of another',
      { [at]: { license: 'MIT', optionalDependencies: { 'a-linux': '1' } }, 'node_modules/a-linux': {} },
      [],
    ],
    ['one below another', { 'node_modules/b/node_modules/@c/d': { license: 'X' } }, ['@c/d: X']],
    ['a folder of ours', { 'scripts/no-sharp': {}, 'node_modules/sharp': { link: true } }, []],
  ])('%s', (_, packages, problems) => {
    expect(of(packages)).toEqual(problems)
  })

  it('of what tests may use are not allowed to the product', () => {
    const gpl = { 'node_modules/statuspage.io': { license: 'GPL-3.0' } }
    expect(of(gpl)).toEqual(['statuspage.io: GPL-3.0'])
  })
})

describe('what is known of packages', () => {
  const found = (severity: string, fixAvailable: unknown) => ({ severity, range: '<2', fixAvailable })
  it.each([
    [
      'a report',
      JSON.stringify({
        vulnerabilities: {
          a: found('high', true),
          b: found('low', { name: 'c', version: '3' }),
          d: found('critical', false),
        },
      }),
      {
        is: 'known',
        grave: ['a <2: high, a newer version mends it', 'd <2: critical, no version mends it yet'],
        lesser: ['b <2: low, c 3 mends it'],
      },
    ],
    ['nothing known', '{"vulnerabilities":{}}', { is: 'known', grave: [], lesser: [] }],
    ['no network', '{"message":"405 Method Not Allowed"}', { is: 'unknown', why: '405 Method Not Allowed' }],
    ['no answer', '', { is: 'unknown', why: 'npm gave no report' }],
  ])('%s', (_, printed, advisories) => {
    expect(readAdvisories(printed)).toEqual(advisories)
  })
})

describe('the bill of materials', () => {
  const { stdout } = spawnSync('npm', askForBill, { encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 })
  const bill = readBill(stdout, product.name, lock)
  const named = new Set(bill.components.map(({ name, version }) => `${name}@${version}`))

  it('names the product, and every package that is installed with it', () => {
    expect(bill.metadata.component.name).toBe('allclear')
    const shipped = Object.entries(lock.packages).filter(
      ([path, { dev, link }]) => /node_modules\//.test(path) && !dev && !link,
    )
    const names = shipped.map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`)
    expect(names.length).toBeGreaterThan(Object.keys(product.dependencies).length)
    expect(names.filter(name => !named.has(name))).toEqual([])
  })

  it('leaves out what only its tests use', () => {
    expect(
      [...named].filter(name => /^(knip|typescript|playwright-core|statuspage\.io)@/.test(name)),
    ).toEqual([])
  })

  it('says what needs what, of those that it names', () => {
    const refs = new Set([bill.metadata.component, ...bill.components].map(each => each['bom-ref']))
    expect(bill.dependencies).toHaveLength(refs.size)
    expect(bill.dependencies.flatMap(each => each.dependsOn).filter(ref => !refs.has(ref))).toEqual([])
  })
})
