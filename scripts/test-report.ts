import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

export type Counts = { passed: number; failed: number; skipped: number }
type File = { name: string; seconds: number }
/** file: below tests/. message: with its stack, as the runner has it. */
type Failure = { file: string; test: string; message: string }
export type Result = {
  name: string
  seconds: number
  isGood: boolean
  counts: Counts | null
  files: File[]
  failures: Failure[]
}

/** More of them failing at once is no chance. */
const mostTriedAlone = 3
const mostFailures = 10
const mostLinesOfFailure = 14

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: {
    name: string
    startTime: number
    endTime: number
    status: string
    message: string
    assertionResults: { fullName: string; status: string; failureMessages: string[] | null }[]
  }[]
}

/** From what really ran; counts are null where the run broke off. */
export function readReport(path: string): Pick<Result, 'counts' | 'files' | 'failures'> {
  try {
    const report: Report = JSON.parse(readFileSync(path, 'utf8'))
    const files = report.testResults.map(({ name, startTime, endTime }) => ({
      name: relative('tests', name),
      seconds: Math.round((endTime - startTime) / 1000),
    }))
    const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = report
    return { counts: { passed, failed, skipped }, files, failures: failuresOf(report) }
  } catch {
    return { counts: null, files: [], failures: [] }
  }
}

/** A file that could not run at all has a message and no tests. */
function failuresOf(report: Report): Failure[] {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative('tests', name)
    const failed = assertionResults
      .filter(each => each.status === 'failed')
      .map(each => ({ file, test: each.fullName, message: (each.failureMessages ?? []).join('\n') }))
    const hasNone = status === 'failed' && failed.length === 0
    return hasNone ? [{ file, test: 'the file itself', message }] : failed
  })
}

/**
 * The files that are to be tried again alone, when nothing takes the processor any more: what waits for something as long as a quiet machine
 * takes may fail beside five others. None where more is wrong than the tests of a few files.
 */
export function triedAlone(results: Pick<Result, 'isGood' | 'failures'>[]): string[] {
  const bad = results.filter(result => !result.isGood)
  if (bad.some(({ failures }) => failures.length === 0)) return []
  const files = [...new Set(bad.flatMap(({ failures }) => failures.map(({ file }) => file)))].sort()
  return files.length > mostTriedAlone ? [] : files
}

/** Once more at the end: what a reader of a long log, or of its last lines alone, looks for. */
export function sayFailures(failures: Failure[]): void {
  for (const { file, test, message } of failures.slice(0, mostFailures)) {
    const lines = stripVTControlCharacters(message)
      .split('\n')
      .filter(line => !/node_modules|<anonymous>/.test(line))
    console.log(`\n✗ ${file}: ${test}`)
    for (const line of lines.slice(0, mostLinesOfFailure)) console.log(`    ${line}`)
  }
  if (failures.length > mostFailures) console.log(`\n… and ${failures.length - mostFailures} more`)
}
