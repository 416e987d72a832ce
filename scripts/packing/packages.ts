import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** A package as somebody asks for it. from: the folder of the package that does; '': the project's own. */
export type Asked = { name: string; from: string }

const Names = z.record(z.string(), z.unknown()).default({})
const Manifest = z.object({
  dependencies: Names,
  optionalDependencies: Names,
  peerDependencies: Names,
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().optional() })).default({}),
})

/** What the framework asks for and does not need once the site is built: its compiler, and what pictures would be made smaller with. */
const forBuildsAlone = /^(@next\/swc-.+|@img\/.+|sharp|caniuse-lite|baseline-browser-mapping)$/

/** The folders of these packages and of all that they need, as far as they are installed, with their names. */
export function foldersOf(asked: Iterable<Asked>): Map<string, string> {
  const folders = new Map<string, string>()
  const waiting = [...asked]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const folder = folderOf(next)
    if (folder === null || folders.has(folder) || forBuildsAlone.test(next.name)) continue
    folders.set(folder, next.name)
    for (const name of neededBy(folder)) waiting.push({ name, from: folder })
  }
  return folders
}

function neededBy(folder: string): string[] {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  const peers = Object.keys(manifest.peerDependencies)
  return [
    ...Object.keys(manifest.dependencies),
    ...Object.keys(manifest.optionalDependencies),
    ...peers.filter(name => !manifest.peerDependenciesMeta[name]?.optional),
  ]
}

/** Where a package is found from the folder of another one: below it, beside it, or further up. null: it is not installed. */
function folderOf({ name, from }: Asked): string | null {
  const candidate = join(from, 'node_modules', name)
  if (existsSync(join(candidate, 'package.json'))) return candidate
  return from === '' ? null : folderOf({ name, from: from.includes('/') ? dirname(from) : '' })
}
