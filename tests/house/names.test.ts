import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { productFiles } from './tree.ts'

const exported =
  /^export (?:declare )?(?:abstract |async )?(?:const|let|function\*?|type|interface|class|enum) (\w+)/gm

/** What Next asks of a page, a layout or an endpoint. */
const asked = /^(page|layout|route|not-found|error|global-error|instrumentation)\.tsx?$/
const nextNames = new Set([
  'metadata',
  'viewport',
  'dynamic',
  'generateMetadata',
  'generateViewport',
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'register',
  'onRequestError',
])

test('an exported name means one thing in the whole tree', () => {
  const places = new Map<string, Set<string>>()
  for (const file of productFiles())
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(exported)) {
      if (asked.test(basename(file)) && nextNames.has(name)) continue
      // A namespace of the catalogue is called as its noun.
      if (file.startsWith('lib/words/en/')) continue
      places.set(name, (places.get(name) ?? new Set()).add(file))
    }
  const shared = [...places].filter(([, files]) => files.size > 1)
  expect(shared.map(([name, files]) => `${name}: ${[...files].join(', ')}`)).toEqual([])
})
