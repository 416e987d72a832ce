import { rmSync } from 'node:fs'
import { createServer } from 'node:http'

// Loaded into the product's process (--import), it measures for how long its event loop stood still, and tells the longest
// time since it was asked last. wallMs: by the clock, so what other programs of the machine took is in it; cpuMs: what our
// thread itself computed in that time.

export type Stall = { wallMs: number; cpuMs: number }

const tickMs = 2
const place = process.env.STALL_PROBE
let longest: Stall = { wallMs: 0, cpuMs: 0 }
let tickedAt = performance.now()
let usedMs = ownMs()

/** The CPU time of the main thread. */
function ownMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

function tick(): void {
  const [now, used] = [performance.now(), ownMs()]
  const wallMs = now - tickedAt - tickMs
  if (wallMs > longest.wallMs) longest = { ...longest, wallMs }
  if (used - usedMs > longest.cpuMs) longest = { ...longest, cpuMs: Math.min(used - usedMs, wallMs + tickMs) }
  tickedAt = now
  usedMs = used
}

if (place) {
  delete process.env.STALL_PROBE
  rmSync(place, { force: true })
  setInterval(tick, tickMs).unref()
  createServer((_, response) => {
    tick()
    response.end(JSON.stringify(longest))
    longest = { wallMs: 0, cpuMs: 0 }
  })
    .listen(place)
    .unref()
}
