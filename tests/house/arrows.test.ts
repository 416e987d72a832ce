import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const roots = ['app', 'lib', 'db', 'scripts', 'server.ts', 'instrumentation.ts']
const importing = /^(?:import|export)\b[^'"]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm

it('imports are the arrows of ARCHITECTURE.md, no more and no fewer', async () => {
  const text = await readFile('ARCHITECTURE.md', 'utf8')
  const [, arrows = ''] = text.match(/^```arrows\n([\s\S]*?)^```$/m) ?? []
  // A line that is indented goes on with the one before.
  expect(arrows.replace(/\n +/g, ' ').trim().split('\n')).toEqual(await readArrows())
})

async function readArrows(): Promise<string[]> {
  const arrows = new Map<string, Set<string>>()
  for (const file of await readFiles()) {
    const from = layerOf(file)
    for (const found of (await readFile(file, 'utf8')).matchAll(importing)) {
      const to = targetOf(file, found[1] ?? found[2] ?? found[3] ?? '')
      if (to && to !== from) arrows.set(from, (arrows.get(from) ?? new Set()).add(to))
    }
  }
  return [...arrows].map(([from, to]) => `${from} → ${[...to].sort().join(', ')}`).sort()
}

async function readFiles(): Promise<string[]> {
  const lists = await Promise.all(
    roots.map(async root =>
      root.endsWith('.ts')
        ? [root]
        : (await readdir(root, { recursive: true })).map(file => join(root, file)),
    ),
  )
  return lists.flat().filter(file => /\.(ts|tsx|mjs)$/.test(file))
}

/** The layer that an import leads to; null: a package. */
function targetOf(file: string, from: string): string | null {
  if (from.startsWith('#')) return layerOf(from.slice(1))
  return from.startsWith('.') ? layerOf(join(dirname(file), from)) : null
}

/** A folder of lib or db, or a file that lies there by itself, is a layer; elsewhere all below the root is one. */
function layerOf(path: string): string {
  const [root = '', second] = path.split('/')
  return (root === 'lib' || root === 'db') && second ? `${root}/${second.replace(/\.ts$/, '')}` : root
}
