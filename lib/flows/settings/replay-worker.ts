import { parentPort, workerData } from 'node:worker_threads'
import { replayBoth } from '#lib/rules/decision/replay.ts'

/** Who waits for it looks at a form. */
const longestMs = 5_000

const startedAt = performance.now()
parentPort?.postMessage(replayBoth(workerData, () => performance.now() - startedAt > longestMs))
