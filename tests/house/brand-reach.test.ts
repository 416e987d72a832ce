import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** What is imported to run, types apart. */
const imported = /^(?:import (?!type )|\} from |export .* from )[^']*'(#[^']+|\.\/[^']+)'/gm

/** Where walking on would lead to all of the product: what these do for a brand is told it by its id. */
const notFollowed = /^(db|lib\/(faults|flows|log|turns|body|api|alerts|identity|posts))\//

/** Files that know the hoster's own site and yet may be reached, and why that tells nobody of it. */
const mayKnow: Record<string, string> = {
  'lib/brands.ts': 'it takes the scheme, the port and the zone, and nothing that names anybody',
  'app/_components/site/moment.tsx': 'the zone, where a brand gives none',
  'app/api/form-site.ts': 'it says which of both sites a form is of',
  'lib/language.ts': 'the languages that the site offers, and nothing that names anybody',
  'app/api/forms.ts': 'the hoster’s address, where a form names no other',
  'app/api/subscribe/take-subscription.ts': 'how many proxies are trusted',
  'app/api/preferences/link/take-link-ask.ts': 'how many proxies are trusted',
}

function importsOf(file: string): string[] {
  const folder = file.slice(0, file.lastIndexOf('/'))
  return [...readFileSync(file, 'utf8').matchAll(imported)].flatMap(([, name = '']) => {
    const path = name.startsWith('#') ? name.slice(1) : `${folder}/${name.slice(2)}`
    return existsSync(path) ? [path] : []
  })
}

/** Every file that these lead to, with the file that imports it. */
function reachedFrom(files: readonly string[]): Map<string, string[]> {
  const reached = new Map<string, string[]>()
  const waiting = [...files]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file) || !/\.tsx?$/.test(file)) continue
    const next = importsOf(file)
    reached.set(file, next)
    waiting.push(...next.filter(each => !notFollowed.test(each)))
  }
  return reached
}

it('what makes pages and documents of a brand knows nothing of the hoster’s own site, by whatever way', () => {
  const own = globSync(['app/(brand)/**/*.{ts,tsx}', 'lib/documents/brands/*.ts'])
  expect(own.length).toBeGreaterThan(30)
  const knowing = [...reachedFrom(own)]
    .filter(
      ([file, imports]) =>
        file !== 'lib/site.ts' && imports.some(each => each === 'lib/site.ts' || each === 'lib/env.ts'),
    )
    .map(([file]) => file)
  expect(knowing.sort()).toEqual(Object.keys(mayKnow).sort())
})
