import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { codeFiles } from './tree.ts'

/** An object or a plain list that is spread where it is written: it hides excess properties from the compiler. */
const spreadLiteral = /\.\.\.(\{|\[[^[\]]*\](?![.[])|\(\[[^[\]]*\] as const\))/g

test('no literal is spread into another', () => {
  const found = codeFiles().flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(spreadLiteral)].map(match => `${file}: ${match[0].slice(0, 40)}`),
  )
  expect(found).toEqual([])
})
