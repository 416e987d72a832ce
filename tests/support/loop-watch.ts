/**
 * Loaded into the product by --import: on SIGUSR2 it prints how long the event loop worked at most without coming round,
 * since the last time that it was asked. Work is counted by the thread's own processor time, so that what others do on the
 * machine is not counted; the time by the clock stands beside it.
 */
const everyMs = 5

type Longest = { workMs: number; clockMs: number }

let longest: Longest = { workMs: 0, clockMs: 0 }
let cameRoundAt = performance.now()
let workedMs = threadMs()

function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

setInterval(() => {
  const [now, worked] = [performance.now(), threadMs()]
  longest = {
    workMs: Math.max(longest.workMs, worked - workedMs),
    clockMs: Math.max(longest.clockMs, now - cameRoundAt - everyMs),
  }
  cameRoundAt = now
  workedMs = worked
}, everyMs).unref()

process.on('SIGUSR2', () => {
  const { workMs, clockMs } = longest
  longest = { workMs: 0, clockMs: 0 }
  console.log(`loop stood still for ${workMs.toFixed(1)} ms of work, ${clockMs.toFixed(1)} ms by the clock`)
})
