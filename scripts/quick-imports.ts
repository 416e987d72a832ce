import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { flushCompileCache, type RegisterHooksOptions, registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/**
 * Loaded before all else by --import, where tests start some hundred processes. To find the file of each import, Node looks
 * for the package around it and reads what that exports, again in each process: a quarter of the time of a start. What leads
 * where is kept beside what was compiled, for as long as the same packages are installed.
 */
const root = new URL('../', import.meta.url)
const packages = new URL('node_modules/', root).href
const folder = fileURLToPath(new URL('node_modules/.cache/compiled/', root))
const file = `${folder}places-${process.version}.json`

type Resolve = NonNullable<RegisterHooksOptions['resolve']>
type Found = ReturnType<Resolve>

/** Where a name leads, from the root on. */
type Place = [url: string, format?: string | null]
/** By who imports, and by the way and the name: written out, each process would read twice as much. */
type Places = Record<string, Record<string, Place>>

/** What drizzle-orm exports is so long a list that who requires one of its files is told where it is, too. */
const slow = /^drizzle-orm(\/|$)/

const installed = stampOf('package.json') + stampOf('node_modules/.package-lock.json')
const found = readKept()
let isKept = true

function stampOf(path: string): string {
  const { mtimeMs, size } = statSync(new URL(path, root), { throwIfNoEntry: false }) ?? {
    mtimeMs: 0,
    size: 0,
  }
  return `${mtimeMs} ${size};`
}

function readKept(): Places {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8'))
    if (kept.installed === installed) return kept.found
  } catch {
    // Nobody has kept anything yet.
  }
  return {}
}

const isInside = (url: string) => url.startsWith(root.href)

function foundAt([path, format]: Place): Found {
  return { url: root.href + path, format, shortCircuit: true }
}

/** What leads to the same file whenever it is asked. Next changes where some names lead that are required. */
function isLasting(specifier: string, { conditions, parentURL }: Parameters<Resolve>[1]): boolean {
  if (!parentURL?.startsWith(root.href) || specifier.startsWith('node:')) return false
  if (conditions.includes('import')) return true
  return specifier.startsWith('.') && parentURL.startsWith(packages)
}

const resolve: Resolve = (specifier, context, next) => {
  const byParent = isLasting(specifier, context)
  if (!byParent && !slow.test(specifier)) return next(specifier, context)
  const parent = byParent ? (context.parentURL ?? '').slice(root.href.length) : ''
  // Where a package is imported and where it is required, it may be two files.
  const name = `${context.conditions.includes('import') ? 'import' : 'require'} ${specifier}`
  const known = found[parent]?.[name]
  if (known) return foundAt(known)
  const { url, format } = next(specifier, context)
  if (!isInside(url)) return { url, format, shortCircuit: true }
  const path = url.slice(root.href.length)
  // Who requires JSON is told no format, and null would be one.
  const place: Place = format === undefined ? [path] : [path, format]
  found[parent] = { ...found[parent], [name]: place }
  isKept = false
  return foundAt(place)
}

registerHooks({ resolve })

/** Adds what is new in one step, since several processes may do it at once. */
function keep(): void {
  flushCompileCache()
  if (isKept) return
  isKept = true
  mkdirSync(folder, { recursive: true })
  const all = readKept()
  for (const [parent, places] of Object.entries(found)) all[parent] = { ...all[parent], ...places }
  writeFileSync(`${file}.${process.pid}`, JSON.stringify({ installed, found: all }))
  renameSync(`${file}.${process.pid}`, file)
}

/** Node keeps what it has compiled when a process ends by itself, and most of ours are killed. */
const keepEveryMs = 2_000

setInterval(keep, keepEveryMs).unref()
