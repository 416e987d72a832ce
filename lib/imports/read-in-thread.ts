import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ImportProblem } from '#lib/rules/imports/import-problem.ts'
import type { ProductName } from '#lib/rules/imports/products.ts'
import type { DraftStep } from './building/draft.ts'
import type { ReadingHints } from './reader.ts'

/** What is read: a file or folder of this machine, a file that was uploaded, or a product that is asked. */
export type GivenSource =
  | { is: 'path'; path: string }
  | { is: 'bytes'; name: string; bytes: Uint8Array }
  | { is: 'address'; address: string; key: string; mayBePrivate: boolean }

export type ReadingTask = { product: ProductName; given: GivenSource; hints: ReadingHints }

export type ReadingStep = DraftStep | { done: true } | { problem: ImportProblem; detail: string }

/** A file may be a bomb: what it needs beyond this ends its thread, and nothing else. */
const mostMemoryMb = 1_024
/** A product that takes one request a second has a long history. */
const longestMs = 4 * 3_600_000
const longestFileMs = 15 * 60_000

/**
 * Reads another product in a thread of its own, and gives what it tells as it comes. Ends with done, or with the problem for
 * which nothing more comes. Whoever stops listening stops the thread.
 */
export async function* readInThread(task: ReadingTask): AsyncGenerator<ReadingStep> {
  const waiting: ReadingStep[] = []
  let wake: () => void = () => {}
  let isOver = false
  const push = (step: ReadingStep) => {
    if (isOver) return
    isOver = 'done' in step || 'problem' in step
    waiting.push(step)
    wake()
  }
  // Named from where the process runs: whoever is bundled stands elsewhere than its file.
  const worker = new Worker(join(/* turbopackIgnore: true */ process.cwd(), 'lib/imports/read-worker.ts'), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb, stackSizeMb: 8 },
  })
  const limit = task.given.is === 'address' ? longestMs : longestFileMs
  const late = setTimeout(() => push({ problem: 'too-slow', detail: '' }), limit).unref()
  worker.on('message', push)
  worker.on('error', error =>
    push({ problem: isMemory(error) ? 'too-large' : 'unreadable-file', detail: error.message }),
  )
  worker.on('exit', () => push({ problem: 'unreadable-file', detail: '' }))
  try {
    for (;;) {
      while (waiting.length === 0)
        await new Promise<void>(resolve => {
          wake = resolve
        })
      for (const step of waiting.splice(0)) {
        yield step
        if ('done' in step || 'problem' in step) return
      }
    }
  } finally {
    clearTimeout(late)
    await worker.terminate()
  }
}

function isMemory(error: Error & { code?: string }): boolean {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
