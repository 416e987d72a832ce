import { parentPort, workerData } from 'node:worker_threads'

if (workerData === 'hangs') setInterval(() => {}, 1000)
else if (workerData === 'fails') throw new Error('It cannot be made.')
else parentPort.postMessage(`made of ${workerData}`)
