import cluster, { type Worker } from 'node:cluster'
import { setTimeout as pause } from 'node:timers/promises'
import { log } from '#lib/log/log.ts'
import type { Leave } from './ending.ts'
import type { FromProcess, ToProcess } from './siblings.ts'

const firstPauseMs = 250
const longestPauseMs = 30_000
/** Who ran so long did not fail at its start. */
const soundMs = 60_000
/** Longer than any start, migrations of a large database included. */
const longestStartMs = 600_000
/** Longer than each of them gives itself. */
const longestEndMs = 40_000

/** How one ends while others go on. */
const unnoticed: Leave = { leaveMs: 0, isGentle: true }

type Options = {
  count: number
  /** The program, and from where it is run. */
  exec: string
  cwd: string
  /** What each process is told besides what this one was told. */
  environment: Record<string, string>
}

/**
 * The processes that serve the site behind one port. One that dies is started anew, after a pause that grows; all are
 * replaced one after the other when that is asked for. What one of them tells its siblings goes through here.
 */
export class Processes {
  private readonly serving = new Map<number, Worker>()
  /** How often in a row the process of a place has not stayed: the pause before the next one grows with it. */
  private readonly failures = new Map<number, number>()
  private readonly options: Options
  private isEnding = false
  private replacing: Promise<void> | undefined

  constructor(options: Options) {
    this.options = options
    // Each takes connections when it has time for them, rather than be handed them by this one: see docs/decisions/082.
    cluster.schedulingPolicy = cluster.SCHED_NONE
    cluster.setupPrimary({ exec: options.exec, cwd: options.cwd })
    cluster.on('message', (from, said: FromProcess) => {
      if (said.allclear === 'told') this.handOn(from, said)
    })
  }

  /**
   * Starts the first, which brings the database up to date, and then all others at once. Returns false when their end was asked
   * for meanwhile. Rejects when the first does not start.
   */
  async start(): Promise<boolean> {
    try {
      await this.begin(1)
    } catch (error) {
      if (this.isEnding) return false
      throw error
    }
    const others = Array.from({ length: this.options.count - 1 }, (_, i) => i + 2)
    await Promise.all(others.map(number => this.begin(number).catch(() => this.beginAnew(number))))
    return !this.isEnding
  }

  /** Replaces one after the other: each serves until its successor does. A successor that does not start ends the round. */
  replaceAll(): Promise<void> {
    this.replacing ??= this.replaceEach().finally(() => {
      this.replacing = undefined
    })
    return this.replacing
  }

  /** Asks all to end, and waits until they have. */
  async end(leave: Leave): Promise<void> {
    this.isEnding = true
    await Promise.all(this.all().map(worker => endOf(worker, leave)))
  }

  /** Ends all at once. */
  kill(): void {
    this.isEnding = true
    for (const worker of this.all()) worker.process.kill('SIGKILL')
  }

  private async replaceEach(): Promise<void> {
    const beganAt = performance.now()
    for (const [number, before] of [...this.serving]) {
      if (this.isEnding) return
      try {
        await this.begin(number)
      } catch (error) {
        log.error(`process ${number} goes on, for its successor did not start`, { err: error })
        return
      }
      await endOf(before, unnoticed)
    }
    log.info(`all processes were replaced in ${Math.round((performance.now() - beganAt) / 1000)} s`)
  }

  /** Starts a process, which takes this place as soon as it answers. Rejects when it ends before. */
  private async begin(number: number): Promise<void> {
    const before = this.serving.get(number)
    const worker = cluster.fork({ ...this.options.environment, PROCESS_NUMBER: String(number) })
    const beganAt = performance.now()
    await answering(worker)
    const present = this.serving.get(number)
    // One that died while it was replaced has two successors.
    if (present && present !== before && !present.isDead()) return endOf(worker, unnoticed)
    this.serving.set(number, worker)
    worker.once('exit', (code, signal) => {
      // Whoever was replaced has ended as it was told to.
      if (this.isEnding || this.serving.get(number) !== worker) return
      log.error(`process ${number} ended by itself (${signal ?? `code ${code}`})`)
      if (performance.now() - beganAt > soundMs) this.failures.delete(number)
      void this.beginAnew(number)
    })
  }

  /** Starts a process for a place whose last one has ended, until one answers. */
  private async beginAnew(number: number): Promise<void> {
    while (!this.isEnding) {
      const failures = (this.failures.get(number) ?? 0) + 1
      this.failures.set(number, failures)
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** failures)
      log.warn(`process ${number} is started anew in ${pauseMs} ms`)
      await pause(pauseMs)
      if (this.isEnding) return
      const hasBegun = await this.begin(number).then(
        () => true,
        () => false,
      )
      if (hasBegun) return log.info(`process ${number} answers again`)
    }
  }

  private handOn(from: Worker, said: ToProcess): void {
    for (const worker of this.all()) if (worker !== from) tell(worker, said)
  }

  private all(): Worker[] {
    return Object.values(cluster.workers ?? {}).filter(worker => worker !== undefined)
  }
}

function tell(worker: Worker, said: ToProcess): void {
  if (worker.isConnected()) worker.process.send(said, undefined, undefined, () => {})
}

/** Resolves when a process answers readers, and rejects when it ends or takes too long. */
function answering(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => worker.process.kill('SIGKILL'), longestStartMs)
    const hear = (said: FromProcess) => {
      if (said.allclear !== 'ready') return
      clearTimeout(late)
      worker.off('message', hear)
      resolve()
    }
    worker.on('message', hear)
    worker.once('exit', (code, signal) => {
      clearTimeout(late)
      reject(new Error(`A process ended at its start (${signal ?? `code ${code}`}): its log says why.`))
    })
  })
}

/** Asks a process to end, and resolves when it has; one that does not is cut off. */
function endOf(worker: Worker, leave: Leave): Promise<void> {
  if (worker.isDead()) return Promise.resolve()
  return new Promise(resolve => {
    const late = setTimeout(() => worker.process.kill('SIGKILL'), longestEndMs + leave.leaveMs)
    worker.once('exit', () => {
      clearTimeout(late)
      resolve()
    })
    tell(worker, { allclear: 'end', leave })
  })
}
