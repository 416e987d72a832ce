import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** What programs reach: files of ours, packages by name, and single files of packages. Paths are from the project's folder. */
export type Reached = { files: Set<string>; packages: Set<string>; assets: Set<string> }

/** Follows what these programs import, from file to file. Types are nothing that runs. */
export function reachedFrom(entries: readonly string[]): Reached {
  const reached: Reached = { files: new Set(), packages: new Set(), assets: new Set() }
  const waiting = [...entries]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.files.has(file)) continue
    reached.files.add(file)
    for (const named of namedIn(readFileSync(file, 'utf8'))) {
      const own = ownFile(named, file)
      if (own !== null) waiting.push(own)
      else noteForeign(named, reached)
    }
  }
  return reached
}

const typesAlone = /^(?:import|export) type [^'"]*?from\s*['"][^'"]+['"]/gm
/** Whatever is imported, and the files that a program names to start or to resolve them. */
const imported = /(?:\bfrom|\bimport|\bimport\(|\bresolve\()\s*['"]([^'"\n]+)['"]/g
const files = /['"]((?:\.{1,2}\/|#)?[@\w][\w@./-]*\.(?:[cm]?[jt]s|ttf))['"]/g

function namedIn(text: string): string[] {
  const running = text.replaceAll(typesAlone, '')
  return [imported, files].flatMap(pattern => [...running.matchAll(pattern)].map(match => match[1] ?? ''))
}

function ownFile(named: string, from: string): string | null {
  const path = named.startsWith('#')
    ? named.slice(1)
    : named.startsWith('.')
      ? join(dirname(from), named)
      : named
  const whole = normalize(path)
  return /\.[cm]?ts$/.test(whole) && !whole.startsWith('..') && existsSync(whole) ? whole : null
}

function noteForeign(named: string, { packages, assets }: Reached): void {
  if (/^(node:|[.#/])/.test(named)) return
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(named)?.[0] ?? named
  if (!existsSync(join('node_modules', name))) return
  if (named.endsWith('.ttf'))
    assets.add(join('node_modules', named)).add(join('node_modules', name, 'package.json'))
  else packages.add(name)
}
