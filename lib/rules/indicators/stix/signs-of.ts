import type { Sign, SignType } from '#lib/rules/indicators/indicator.ts'
import type { StixComparison } from './pattern.ts'

/** What comparisons that belong together mean as one entry of a list, or why they mean none. */
export type MeantSign = Sign | { why: { is: 'not-understood'; what: string } | { is: 'only-together' } }

/** Properties of objects by what they are on a list; of checksums the strongest first. */
const types: ReadonlyMap<string, SignType> = new Map([
  ['file:hashes.sha-256', 'sha256'],
  ['file:hashes.sha256', 'sha256'],
  ['file:hashes.sha-1', 'sha1'],
  ['file:hashes.sha1', 'sha1'],
  ['file:hashes.md5', 'md5'],
  ['file:name', 'name'],
  ['file:path', 'path'],
  ['ipv4-addr:value', 'address'],
  ['ipv6-addr:value', 'address'],
  ['network-traffic:dst_ref.value', 'address'],
  ['domain-name:value', 'domain'],
  ['x-allclear-string:value', 'string'],
  ['x-allclear-socket:name', 'socket'],
])

const folderOf = 'file:parent_directory_ref.path'
const strongest: readonly SignType[] = ['sha256', 'sha1', 'md5']

/**
 * One comparison is what it says. Of several, a checksum is enough: it means this very file. A folder and a name are a
 * path. Anything else would match more, taken apart, than it does together.
 */
export function meantBy(together: readonly StixComparison[]): MeantSign {
  const parts = together.map(({ path, value }) => ({ path: plainPath(path), value }))
  const folder = parts.find(({ path }) => path === folderOf)
  const named = parts.find(({ path }) => path === 'file:name')
  const unknown = parts.find(({ path }) => path !== folderOf && !types.has(path))
  if (unknown) return { why: { is: 'not-understood', what: unknown.path } }
  const hash = strongest.flatMap(type => parts.find(({ path }) => types.get(path) === type) ?? [])[0]
  if (hash) return { type: types.get(hash.path) ?? 'sha256', value: hash.value }
  const others = parts.filter(part => part !== folder && part !== named)
  if (others.length === 0 && named) return fileOf(folder?.value ?? null, named.value, parts.length)
  const [only] = others
  if (!only || parts.length > 1) return { why: { is: 'only-together' } }
  return { type: types.get(only.path) ?? 'name', value: only.value }
}

function fileOf(folder: string | null, name: string, count: number): MeantSign {
  if (count > (folder === null ? 1 : 2)) return { why: { is: 'only-together' } }
  if (folder !== null) return { type: 'path', value: `${folder.replace(/\/+$/, '')}/${name}` }
  return { type: name.includes('/') ? 'path' : 'name', value: name }
}

/** "file:hashes.'SHA-256'" and "file:hashes.MD5" in one form. */
function plainPath(path: string): string {
  return path.replace(/'/g, '').toLowerCase()
}
