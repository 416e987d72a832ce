import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type BuiltSite, filesOf, patternOf } from '#lib/front/built-site.ts'

/** What a development server serves: the routes and files that there are in the folders at this moment. */
export function readSourceSite(folder = '.'): BuiltSite {
  return {
    fileAt: path => {
      const plain = path.includes('%') ? decodeURIComponent(path) : path
      const isThere = filesOf(join(folder, 'public')).some(file => `/${file}` === plain)
      return isThere ? encodeURI(plain) : null
    },
    hasRoute: path => routeEntries(folder).some(entry => patternOf(entry).test(path)),
  }
}

/** The pages and endpoints in app/, as the build names them: /desk/(staff)/posts/[id]/page. */
export function routeEntries(folder = '.'): string[] {
  const files = readdirSync(join(folder, 'app'), { recursive: true }).map(file => `/${file}`)
  return files.flatMap(file => /^(.*\/(?:page|route))\.tsx?$/.exec(file)?.[1] ?? [])
}
