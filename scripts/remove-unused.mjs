import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

// Runs by whatever Node a machine has, before ours is there. An image runs it by itself, after npm ci.

/** What packages bring and nothing of ours reads: Node's headers are for who compiles against it, and maps for who debugs Next. */
const unused = [
  { below: 'node_modules/node/node_modules', isUnused: path => /^[^/]+\/include\//.test(path) },
  { below: 'node_modules/next/dist', isUnused: path => path.endsWith('.map') },
]

/** Removes it from the installed packages. Twice is harmless. Returns how many MB it was. */
export function removeUnused() {
  let bytes = 0
  for (const { below, isUnused } of unused) {
    if (!existsSync(below)) continue
    for (const path of readdirSync(below, { recursive: true }).filter(isUnused)) {
      const found = statSync(join(below, path), { throwIfNoEntry: false })
      if (!found?.isFile()) continue
      bytes += found.size
      rmSync(join(below, path))
    }
  }
  return Math.round(bytes / 1e6)
}

if (process.argv[1]?.endsWith('remove-unused.mjs'))
  console.log(`Removed ${removeUnused()} MB that nothing reads.`)
