import { createServer } from 'node:net'

/**
 * Linux takes ports from 32,768 on for whoever connects: one of those that was free may be somebody's by the time it is listened on, or
 * while who listened on it is restarted.
 */
const ports = { from: 12_000, to: 32_000 }

/** A port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = ports.from + Math.floor(Math.random() * (ports.to - ports.from))
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  return new Promise(resolve => {
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
