import { log } from '#lib/log/log.ts'
import { leaveOfAll } from './ending.ts'
import type { Processes } from './processes.ts'

type Leading = {
  /** How long a signal to end lets them go on. */
  leaveMs: number
  /** What is stopped after them. */
  stop: () => Promise<void>
}

/**
 * Heeds the signals for several processes: SIGTERM and SIGINT end all, SIGHUP and SIGUSR2 replace one after the other. In a
 * terminal SIGHUP says that it was closed.
 */
export function lead(processes: Processes, { leaveMs, stop }: Leading): void {
  let isEnding = false

  async function end(): Promise<void> {
    if (isEnding) {
      processes.kill()
      process.exit(1)
    }
    isEnding = true
    await processes.end(leaveOfAll(leaveMs))
    await stop()
    process.exit(0)
  }

  function replace(): void {
    log.info('replacing all processes, one after the other')
    void processes.replaceAll()
  }

  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  process.on('SIGHUP', process.stdout.isTTY ? end : replace)
  process.on('SIGUSR2', replace)
}
