import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** waiting: how many have not been made yet, each with its data in memory. */
type OwnThread<Data, Made> = { make(data: Data): Promise<Made>; waiting(): number }

/**
 * What a thread of its own makes of data, one after the other and beside the process's own work, which it would hold up. Its
 * file, from the root of the project, reads workerData and posts one message; its memory is given back with it. Rejects when
 * nothing is made within mostMs: who takes longer hangs, and the next ones wait for it.
 */
export function inThread<Data, Made>(file: string, mostMs: number): OwnThread<Data, Made> {
  let waiting = 0
  /** The last one that was begun. */
  let last: Promise<unknown> = Promise.resolve()
  return {
    async make(data) {
      waiting += 1
      const made = last.then(() => makeOne<Made>(file, mostMs, data))
      last = made.catch(() => {})
      try {
        return await made
      } finally {
        waiting -= 1
      }
    },
    waiting: () => waiting,
  }
}

function makeOne<Made>(file: string, mostMs: number, data: unknown): Promise<Made> {
  return new Promise((resolve, reject) => {
    // Named from where the process runs: whoever is bundled stands elsewhere than its file.
    const worker = new Worker(join(/* turbopackIgnore: true */ process.cwd(), file), { workerData: data })
    const late = setTimeout(() => void worker.terminate(), mostMs).unref()
    worker.once('message', (made: Made) => {
      resolve(made)
      void worker.terminate()
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(late)
      reject(new Error(`${file} ended without a result, or took more than ${mostMs} ms.`))
    })
  })
}
