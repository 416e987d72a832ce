import { parentPort, workerData } from 'node:worker_threads'
import { Draft } from './building/draft.ts'
import type { ReadingStep, ReadingTask } from './read-in-thread.ts'
import { productReaders } from './readers.ts'
import { openProductApi } from './source/api.ts'
import { CannotRead } from './source/cannot-read.ts'
import { openBytes, openPath, type SavedFiles } from './source/files.ts'

const tell = (step: ReadingStep) => parentPort?.postMessage(step)

async function read({ product, given, hints }: ReadingTask): Promise<void> {
  const reader = productReaders[product]
  const draft = new Draft(tell, hints.now)
  if (given.is === 'address') {
    if (!reader.fromApi) throw new CannotRead('bad-address', product)
    const base = given.address.replace(/\/+$/, '')
    const api = openProductApi({ base, mayBePrivate: given.mayBePrivate, ...reader.asking(given.key) })
    if (product === 'cachet' || product === 'kener') draft.site(URL.parse(base)?.host ?? '')
    await reader.fromApi(api, draft, hints)
  } else {
    if (!reader.fromFiles) throw new CannotRead('not-this-product', product)
    reader.fromFiles(filesOf(given), draft, hints)
  }
  draft.end()
}

function filesOf(given: Exclude<ReadingTask['given'], { is: 'address' }>): SavedFiles {
  return given.is === 'path' ? openPath(given.path) : openBytes(given.name, Buffer.from(given.bytes))
}

try {
  await read(workerData as ReadingTask)
  tell({ done: true })
} catch (error) {
  if (!(error instanceof CannotRead)) throw error
  tell({ problem: error.problem, detail: error.detail })
}
