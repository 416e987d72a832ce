import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'

export type Load = { requestsPerSecond: number; requestsPerCpuSecond: number; p99Ms: number; failed: number }

/** Something that is loaded. pids: of the processes that do the work. */
export type Rival = { name: string; url: string; pids: () => Promise<number[]>; process?: ChildProcess }

const clockTicksPerSecond = 100

/** CPU seconds that these processes have used so far, by Linux's accounting. */
function cpuSeconds(pids: readonly number[]): number {
  const ticks = pids.map(pid => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return Number(fields[11]) + Number(fields[12])
  })
  return ticks.reduce((a, b) => a + b, 0) / clockTicksPerSecond
}

/** Loads one address with 64 connections that accept gzip, and measures what it costs these processes. */
export async function load(
  url: string,
  pids: readonly number[],
  seconds: number,
  headers: Record<string, string> = {},
): Promise<Load> {
  const cpuBefore = cpuSeconds(pids)
  const result = await autocannon({
    url,
    connections: 64,
    duration: seconds,
    headers: { 'accept-encoding': 'gzip', ...headers },
  })
  const cpu = cpuSeconds(pids) - cpuBefore
  return {
    requestsPerSecond: result.requests.total / result.duration,
    requestsPerCpuSecond: result.requests.total / cpu,
    p99Ms: result.latency.p99,
    failed: result.errors + result.timeouts + result.non2xx,
  }
}
