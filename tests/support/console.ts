import { afterEach, beforeEach, expect, vi } from 'vitest'

let expected: RegExp[] = []

/** Lets one line on console.error pass that matches; any other fails the test. */
export function expectConsoleError(pattern: RegExp): void {
  expected.push(pattern)
}

beforeEach(() => {
  expected = []
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

afterEach(() => {
  const lines = vi.mocked(console.error).mock.calls.map(call => call.map(String).join(' '))
  vi.mocked(console.error).mockRestore()
  expect(lines.filter(line => !expected.some(pattern => pattern.test(line)))).toEqual([])
  for (const pattern of expected)
    expect(
      lines.some(line => pattern.test(line)),
      `console.error ${pattern}`,
    ).toBe(true)
})
