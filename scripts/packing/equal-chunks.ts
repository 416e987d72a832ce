import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** The last line of each chunk names itself. */
const ownName = /\n?\/\/# sourceMappingURL=\S*\s*$/

/** A list of modules. The runtime is none: each of its copies has modules of its own. */
const isList = (code: string) => code.startsWith('module.exports = [')

/**
 * A build writes some chunks several times under different names, a third of all. Each after the first becomes a line that leads
 * to the first, so a process also reads and keeps it once. folder: the packed .next/server.
 */
export function shareEqualChunks(folder: string): void {
  const firstOf = new Map<string, string>()
  for (const path of globSync('chunks/**/*.js', { cwd: folder }).sort()) {
    const code = readFileSync(join(folder, path), 'utf8')
    if (!isList(code)) continue
    const modules = code.replace(ownName, '')
    const first = firstOf.get(modules)
    if (first === undefined) firstOf.set(modules, path)
    else writeFileSync(join(folder, path), leadTo(relative(dirname(path), first)))
  }
}

function leadTo(path: string): string {
  return `module.exports = require(${JSON.stringify(path.startsWith('.') ? path : `./${path}`)})\n`
}
