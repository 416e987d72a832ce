import { parentPort, workerData } from 'node:worker_threads'
import { drawSheet } from './sheet.ts'

const bytes = await drawSheet(workerData)
// Handed over and not copied, which would take the time of whoever waits.
parentPort?.postMessage(bytes, [bytes.buffer])
