import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** What the build has made: nothing is asked of Next that it does not have. */
export type BuiltSite = {
  /** The one address of the file that a path means, however it is encoded; null: it means none. */
  fileAt(path: string): string | null
  /** Whether a path leads to a page or an endpoint. */
  hasRoute(path: string): boolean
}

const Manifest = z.record(z.string(), z.string())

/** Reads what there is below a built project. Throws when it was not built. */
export function readBuiltSite(folder = '.'): BuiltSite {
  const built = join(folder, '.next')
  const manifest = Manifest.parse(
    JSON.parse(readFileSync(join(built, 'server/app-paths-manifest.json'), 'utf8')),
  )
  const routes = Object.keys(manifest).map(patternOf)
  const files = new Set([
    ...filesOf(join(built, 'static')).map(file => `/_next/static/${file}`),
    ...filesOf(join(folder, 'public')).map(file => `/${file}`),
  ])
  return {
    fileAt: path => {
      const plain = path.includes('%') ? decodeURIComponent(path) : path
      return files.has(plain) ? encodeURI(plain) : null
    },
    hasRoute: path => routes.some(route => route.test(path)),
  }
}

/** The files below a folder, by their paths in it. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

/** The addresses of an entry such as /desk/(staff)/posts/[id]/page. */
export function patternOf(entry: string): RegExp {
  const parts = entry
    .split('/')
    .slice(1, -1)
    .filter(part => !/^\(.*\)$/.test(part))
    .map(part =>
      part.startsWith('[...') ? '.+' : part.startsWith('[') ? '[^/]+' : part.replace(/[^\w-]/g, '\\$&'),
    )
  return new RegExp(`^/${parts.join('/')}$`)
}
