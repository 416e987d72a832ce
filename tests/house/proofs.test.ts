import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const documents = [...globSync('docs/**/*.md'), 'SECURITY.md']

it('what documents cite as shown by a test is there', () => {
  const cited = documents.flatMap(document =>
    [...readFileSync(document, 'utf8').matchAll(/`(tests\/[\w./-]+)`/g)].map(([, path = '']) => ({
      document,
      path,
    })),
  )
  expect(cited.length).toBeGreaterThan(20)
  expect(cited.filter(({ path }) => !existsSync(path))).toEqual([])
})
