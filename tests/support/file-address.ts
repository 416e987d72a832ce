import { createHash } from 'node:crypto'
import { expect } from 'vitest'

/** A client's address in a network of each test file's own: files in one process share its rate limits. */
export function addressOfFile(): string {
  const hash = createHash('sha256')
    .update(expect.getState().testPath ?? '')
    .digest('hex')
  return `fd${hash.slice(0, 2)}:${hash.slice(2, 6)}:${hash.slice(6, 10)}::1`
}
