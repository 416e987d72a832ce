import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/**
 * The requirements of OWASP ASVS 5.0.0 up to level 2, by section: the last numbers of each.
 * https://github.com/OWASP/ASVS/tree/v5.0.0/5.0/en
 */
const required: Record<string, string> = {
  '1.1': '1 2',
  '1.2': '1 2 3 4 5 6 7 8 9',
  '1.3': '1 2 3 4 5 6 7 8 9 10 11',
  '1.4': '1 2 3',
  '1.5': '1 2',
  '2.1': '1 2 3',
  '2.2': '1 2 3',
  '2.3': '1 2 3 4',
  '2.4': '1',
  '3.2': '1 2',
  '3.3': '1 2 3 4',
  '3.4': '1 2 3 4 5 6',
  '3.5': '1 2 3 4 5',
  '3.7': '1 2',
  '4.1': '1 2 3',
  '4.2': '1',
  '4.3': '1 2',
  '4.4': '1 2 3 4',
  '5.1': '1',
  '5.2': '1 2 3',
  '5.3': '1 2',
  '5.4': '1 2 3',
  '6.1': '1 2 3',
  '6.2': '1 2 3 4 5 6 7 8 9 10 11 12',
  '6.3': '1 2 3 4',
  '6.4': '1 2 3 4',
  '6.5': '1 2 3 4 5',
  '6.6': '1 2 3',
  '6.8': '1 2 3 4',
  '7.1': '1 2 3',
  '7.2': '1 2 3 4',
  '7.3': '1 2',
  '7.4': '1 2 3 4 5',
  '7.5': '1 2',
  '7.6': '1 2',
  '8.1': '1 2',
  '8.2': '1 2 3',
  '8.3': '1',
  '8.4': '1',
  '9.1': '1 2 3',
  '9.2': '1 2 3 4',
  '10.1': '1 2',
  '10.2': '1 2',
  '10.3': '1 2 3 4',
  '10.4': '1 2 3 4 5 6 7 8 9 10 11',
  '10.5': '1 2 3 4 5',
  '10.6': '1 2',
  '10.7': '1 2 3',
  '11.1': '1 2',
  '11.2': '1 2 3',
  '11.3': '1 2 3',
  '11.4': '1 2 3 4',
  '11.5': '1',
  '11.6': '1',
  '12.1': '1 2 3',
  '12.2': '1 2',
  '12.3': '1 2 3 4',
  '13.1': '1',
  '13.2': '1 2 3 4 5',
  '13.3': '1 2',
  '13.4': '1 2 3 4 5',
  '14.1': '1 2',
  '14.2': '1 2 3 4',
  '14.3': '1 2 3',
  '15.1': '1 2 3',
  '15.2': '1 2 3',
  '15.3': '1 2 3 4 5 6 7',
  '16.1': '1',
  '16.2': '1 2 3 4 5',
  '16.3': '1 2 3 4',
  '16.4': '1 2 3',
  '16.5': '1 2 3',
  '17.1': '1',
  '17.2': '1 2 3 4',
  '17.3': '1 2',
}

/** A test that shows a line, or why none does. */
const shown = /`(?:npm run check|[\w./-]*\.test\.tsx?|tests\/[\w./-]+)`/

const lines = globSync('docs/asvs/*.md')
  .flatMap(path => readFileSync(path, 'utf8').split('\n'))
  .filter(line => /^\| *\d+\.\d+\.\d+/.test(line))
const numbers = lines.flatMap(line => numbersIn(line.split('|')[1] ?? ''))

it('every requirement of level 2 has its line', () => {
  const wanted = Object.entries(required).flatMap(([section, list]) =>
    list.split(' ').map(last => `${section}.${last}`),
  )
  expect(wanted).toHaveLength(253)
  expect(wanted.filter(number => !numbers.includes(number))).toEqual([])
})

it('no requirement has two', () => {
  expect(numbers.filter((number, i) => numbers.indexOf(number) < i)).toEqual([])
})

/** What says that there is no test, and why: of all chapters, and of one's own words in the three that are about people. */
const saysWhy =
  /not met|left to the operator|there (is|are) none|we are none|none are taken|not offered|\babove\b/i
const saysWhyOfPeople = /none (is|are)|left out|crypto\.|bits|they unlock|by no form|once|no SMS|none:|link/i

it('each line that no test shows says why: it is not met, is about what there is not, or stands above', () => {
  const isOfPeople = (line: string) => /^\| *[678]\./.test(line)
  const silent = lines.filter(line => !shown.test(line) && !saysWhy.test(line))
  expect(silent.filter(line => !isOfPeople(line) || !saysWhyOfPeople.test(line))).toEqual([])
})

it('each title of a test that a line cites is in the test', () => {
  const plain = (text: string) => text.replace(/[’']/g, "'")
  const cited = lines.flatMap(line => [...line.matchAll(/`(tests\/[\w./-]+)` “([^”]+)”/g)])
  expect(cited.length).toBeGreaterThan(5)
  const missing = cited.filter(
    ([, path = '', title = '']) => !plain(readFileSync(path, 'utf8')).includes(plain(title)),
  )
  expect(missing.map(([found]) => found)).toEqual([])
})

/** "6.1.2, 6.2.1 to 6.2.12 passwords": ranges count by the sections that are required. */
function numbersIn(cell: string): string[] {
  const all = Object.entries(required).flatMap(([section, list]) =>
    list.split(' ').map(last => `${section}.${last}`),
  )
  return [...cell.matchAll(/(\d+\.\d+\.\d+)(?: to (\d+\.\d+\.\d+))?/g)].flatMap(([, first = '', last]) => {
    if (last === undefined) return [first]
    return all.filter(number => isBetween(number, first, last))
  })
}

function isBetween(number: string, first: string, last: string): boolean {
  return rank(first) <= rank(number) && rank(number) <= rank(last)
}

function rank(number: string): number {
  return number.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0)
}
