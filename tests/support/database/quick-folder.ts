import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const memory = '/dev/shm'
const needed = 2 * 1024 ** 3

/** Where files of a database of the tests are: in memory where there is room, since half of their time goes to the disk. */
export function quickFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= needed ? memory : tmpdir()
  } catch {
    return tmpdir()
  }
}
