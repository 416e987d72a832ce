import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { productFiles, scriptFiles } from './tree.ts'

const mostFiles = 25
const mostLines = 200

/** A file may be longer where its first comment says so. */
const saysWhy = /^(\/\*\*|\/\/) Long because /m

test('no folder of product code holds more files than a newcomer can look through', () => {
  const folders = Map.groupBy([...productFiles(), ...scriptFiles()], file => dirname(file))
  const full = [...folders].filter(([, files]) => files.length > mostFiles)
  expect(full.map(([folder, files]) => `${folder} holds ${files.length} files`)).toEqual([])
})

test('no product file is longer than one sitting, unless it says why', () => {
  const long = [...productFiles(), ...scriptFiles()].flatMap(file => {
    const text = readFileSync(file, 'utf8')
    const lines = text.trimEnd().split('\n').length
    return lines > mostLines && !saysWhy.test(text) ? [`${file} has ${lines} lines`] : []
  })
  expect(long).toEqual([])
})
