import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { CannotRead } from './cannot-read.ts'
import { isZip, readZip } from './zip.ts'

const mostFiles = 60_000
const mostBytes = 1_024 * 1_048_576
/** A text is parsed as a whole. */
const mostText = 256 * 1_048_576
const mostFolders = 20
/** What no status page is in, and may be large. */
const notLooked = new Set(['.git', 'node_modules', 'public', 'resources', 'themes', 'graphs', 'api'])

/** What somebody saved of a product: one file, or a folder of them. Names are paths below it, with slashes. */
export type SavedFiles = {
  names: readonly string[]
  /** Throws CannotRead where there is none of this name, or it is too large. */
  bytes: (name: string) => Buffer
  text: (name: string) => string
}

/** The files at a path: a folder, an archive, or one file. Symbolic links are not followed. */
export function openPath(path: string): SavedFiles {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new CannotRead('no-such-file', path)
  if (found.isDirectory()) return ofFolder(path)
  if (found.size > mostBytes) throw new CannotRead('too-large', path)
  return openBytes(basename(path), readFileSync(path))
}

/** The files in these bytes: those of an archive, or the one that they are. */
export function openBytes(name: string, bytes: Buffer): SavedFiles {
  if (isZip(bytes)) {
    const entries = readZip(bytes, { files: mostFiles, bytes: mostBytes })
    return named(entries.filter(entry => !isSkipped(entry.name)).map(entry => [entry.name, entry.read]))
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    return named([[name.replace(/\.gz$/, ''), () => gunzipped(bytes)]])
  return named([[name, () => bytes]])
}

function named(entries: [name: string, read: () => Buffer][]): SavedFiles {
  const byName = new Map(entries)
  const bytes = (name: string) => {
    const read = byName.get(name)
    if (!read) throw new CannotRead('no-such-file', name)
    return read()
  }
  const text = (name: string) => {
    const read = bytes(name)
    if (read.length > mostText) throw new CannotRead('too-large', name)
    return read.toString('utf8').replace(/^\uFEFF/, '')
  }
  return { names: [...byName.keys()], bytes, text }
}

function ofFolder(path: string): SavedFiles {
  const entries: [string, () => Buffer][] = []
  let whole = 0
  const walk = (folder: string, depth: number) => {
    if (depth > mostFolders) throw new CannotRead('too-many-files', folder)
    for (const name of readdirSync(join(path, folder)).sort()) {
      const below = folder === '' ? name : `${folder}/${name}`
      const at = join(path, below)
      const found = lstatSync(at)
      if (isSkipped(below)) continue
      if (found.isDirectory()) walk(below, depth + 1)
      if (!found.isFile()) continue
      whole += found.size
      if (whole > mostBytes) throw new CannotRead('too-large', below)
      if (entries.length >= mostFiles) throw new CannotRead('too-many-files', below)
      entries.push([below, () => readFileSync(at)])
    }
  }
  walk('', 0)
  return named(entries)
}

function isSkipped(name: string): boolean {
  return name.split('/').some(part => notLooked.has(part) || part === '__MACOSX')
}

function gunzipped(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes })
  } catch {
    throw new CannotRead('unreadable-file', 'gzip')
  }
}
