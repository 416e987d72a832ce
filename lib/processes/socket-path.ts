import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The path of a socket in a new folder that no other user may enter. */
export function makeSocketPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'allclear-next-'))
  chmodSync(folder, 0o700)
  return join(folder, 'next')
}
