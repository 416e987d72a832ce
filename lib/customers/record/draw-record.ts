import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { CustomerRecord } from '#lib/rules/customers/record.ts'

/** What is drawn. site: its name; madeAt: when it was read. */
export type RecordSheet = { record: CustomerRecord; site: string; madeAt: Date }

/** Named from where the process runs: whoever is bundled stands elsewhere than its file. */
const workerFile = join('lib', 'customers', 'record', 'sheet-worker.ts')

/** One that takes longer hangs, and the next ones wait for it. */
const mostMs = 60_000

/** So many may wait, each with its record in memory. */
const mostWaiting = 4

let waiting = 0
/** The last one that was begun. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Draws a record as a tagged PDF, one at a time and beside the process's own work, which a long one would hold up for seconds.
 * Returns 'busy' when others wait already; rejects when it cannot be drawn.
 */
export async function drawRecord(sheet: RecordSheet): Promise<Uint8Array<ArrayBuffer> | 'busy'> {
  if (waiting >= mostWaiting) return 'busy'
  waiting += 1
  const drawn = last.then(() => drawBeside(sheet))
  last = drawn.catch(() => {})
  try {
    return await drawn
  } finally {
    waiting -= 1
  }
}

/** Its memory is given back with the thread. */
function drawBeside(sheet: RecordSheet): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const path = join(/* turbopackIgnore: true */ process.cwd(), workerFile)
    const worker = new Worker(path, { workerData: sheet })
    const late = setTimeout(() => void worker.terminate(), mostMs).unref()
    worker.once('message', (bytes: Uint8Array<ArrayBuffer>) => {
      resolve(bytes)
      void worker.terminate()
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(late)
      reject(new Error('The record was not drawn.'))
    })
  })
}
