import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { crossings, ownWalls, tried } from './crossings.ts'
import { trespasses } from './trespasses.ts'

const biome = join('node_modules', '@biomejs', 'biome', 'bin', 'biome')

let house: string
const found = new Map<string, string[]>()
/** Where an import was stopped: "file:line". */
const stopped = new Set<string>()

/** Each offender gets a file of its own beside the linter's configuration, and one run judges them all. */
beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'allclear-walls-'))
  for (const part of ['biome.json', 'lint', '.gitignore'])
    await cp(part, join(house, part), { recursive: true })
  for (const [place, { text }] of placed()) {
    await mkdir(dirname(join(house, place)), { recursive: true })
    await writeFile(join(house, place), text)
  }
  for (const [place, allowed, forbidden] of ownWalls) {
    await mkdir(dirname(join(house, place)), { recursive: true })
    await writeFile(join(house, place), [...allowed, ...forbidden].map(from => `import '${from}'\n`).join(''))
  }
  for (const { place, line, rule } of await lint(house)) {
    found.set(place, [...(found.get(place) ?? []), rule])
    if (rule === 'style/noRestrictedImports') stopped.add(`${place}:${line}`)
  }
}, 60_000)

afterAll(() => rm(house, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }))

describe('the linter', () => {
  it.each(placed().map(([place, offender]) => ({ place, ...offender })))(
    'judges rightly: $title',
    ({ place, stoppedBy }) => {
      expect(found.get(place) ?? []).toEqual(stoppedBy === null ? [] : expect.arrayContaining([stoppedBy]))
    },
  )

  it.each(ownWalls)('keeps the wall that is of %s alone', (place, allowed, forbidden) => {
    const lines = [...allowed, ...forbidden].map((_, i) => `${place}:${i + 1}`)
    expect(lines.filter(line => stopped.has(line))).toEqual(lines.slice(allowed.length))
  })

  it('is tried at each wall that it has', async () => {
    const fenced = (await readWalls()).filter(wall => JSON.stringify(wall).includes('noRestrictedImports'))
    const untried = fenced.flatMap(wall => wall.includes).filter(walled => !tried.some(isWithin(walled)))
    expect(untried).toEqual([])
  })

  it('has a wall round every folder of lib and db', async () => {
    const walled = new Set((await readWalls()).flatMap(each => each.includes))
    for (const layer of ['lib', 'db'])
      for (const entry of await readdir(layer, { withFileTypes: true }))
        if (entry.isDirectory() && entry.name !== 'migrations')
          expect(walled).toContain(`${layer}/${entry.name}/**`)
  })
})

async function readWalls(): Promise<{ includes: string[] }[]> {
  return JSON.parse(await readFile('lint/walls.json', 'utf8')).overrides
}

/** Whether a file is one of those that a wall names: a folder, the files beside it, or itself. */
function isWithin(walled: string): (file: string) => boolean {
  const folder = walled.replace(/\*\*$|\*\.ts$/, '')
  const isDeep = walled.endsWith('**')
  return file =>
    file === walled ||
    (folder !== walled && file.startsWith(folder) && (isDeep || !file.slice(folder.length).includes('/')))
}

function placed() {
  return [...crossings, ...trespasses].map((offender, i) => {
    const place = offender.file.replace(/[^/]+(?=\.tsx?$)/, name => `${name}-${i}`)
    return [place, offender] as const
  })
}

async function lint(folder: string): Promise<{ place: string; line: number; rule: string }[]> {
  const run = promisify(execFile)(
    process.execPath,
    [join(process.cwd(), biome), 'lint', '--reporter=github', '--max-diagnostics=none', '.'],
    { cwd: folder, maxBuffer: 2 ** 24 },
  )
  // It ends with an error, since there are offenders.
  const { stdout } = await run.catch((error: { stdout: string }) => error)
  return [
    ...stdout.matchAll(/title=(?:lint\/)?([^,]+),file=.*?allclear-walls-[^/]+\/([^,]+),line=(\d+)/g),
  ].map(([, rule = '', place = '', line]) => ({ rule, place, line: Number(line) }))
}
