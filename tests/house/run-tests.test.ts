import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import suite from '../../vitest.config.ts'
import long from '../../vitest.long.config.ts'
import tools from '../../vitest.tools.config.ts'

/** All patterns of files that are named as included, however deep. */
function includedIn(config: unknown): string[] {
  if (typeof config !== 'object' || config === null) return []
  return Object.entries(config).flatMap(([name, value]) =>
    name === 'include' && Array.isArray(value) ? value.map(String) : includedIn(value),
  )
}

test('every file of tests is run by somebody: a folder that moves is not left out in silence', () => {
  const run = new Set(globSync([suite, long, tools].flatMap(includedIn)))
  const written = globSync('tests/**/*.test.{ts,tsx}')
  expect(written.length).toBeGreaterThan(400)
  expect(written.filter(file => !run.has(file))).toEqual([])
})
