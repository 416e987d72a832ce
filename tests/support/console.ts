import { afterEach, beforeEach, expect, vi } from 'vitest'
import { forgetSaid } from '#lib/faults/fault.ts'
import { output } from '#lib/log/output.ts'

const unwanted = ['warn', 'error', 'fatal']

let expected: RegExp[] = []

/** Lets one line of the log pass that warns or tells of an error, and matches; any other fails the test. */
export function expectErrorLine(pattern: RegExp): void {
  expected.push(pattern)
}

/** All that the log said since the test began, as it was written. */
export function loggedLines(): string[] {
  return vi.mocked(output.write).mock.calls.map(([line]) => line)
}

beforeEach(() => {
  expected = []
  forgetSaid()
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.spyOn(output, 'write').mockImplementation(() => {})
})

afterEach(() => {
  const lines = [
    ...vi.mocked(console.error).mock.calls.map(call => call.map(String).join(' ')),
    ...loggedLines().filter(line => unwanted.includes(JSON.parse(line).level)),
  ]
  vi.mocked(console.error).mockRestore()
  vi.mocked(output.write).mockRestore()
  expect(lines.filter(line => !expected.some(pattern => pattern.test(line)))).toEqual([])
  for (const pattern of expected)
    expect(
      lines.some(line => pattern.test(line)),
      `a line of the log ${pattern}`,
    ).toBe(true)
})
