import { expect, test } from 'vitest'
import { triedAlone } from '../../scripts/test-report.ts'

const good = { isGood: true, failures: [] }

/** A lane in which a test of each of these files failed. */
function bad(...files: string[]) {
  return {
    isGood: false,
    failures: files.map(file => ({ file, test: 'is told at once', message: 'too late' })),
  }
}

test('a file that failed beside others is tried again alone, once', () => {
  expect(triedAlone([good, bad('front/a.test.ts', 'front/a.test.ts'), bad('e2e/b.test.ts')])).toEqual([
    'e2e/b.test.ts',
    'front/a.test.ts',
  ])
  expect(triedAlone([good])).toEqual([])
})

test('nothing is tried again where more is wrong than the tests of a few files', () => {
  expect(triedAlone([bad('a', 'b'), bad('c')])).toHaveLength(3)
  expect(triedAlone([bad('a', 'b'), bad('c', 'd')])).toEqual([])
  expect(triedAlone([bad('a'), { isGood: false, failures: [] }])).toEqual([])
})
