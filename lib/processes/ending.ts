import { log } from '#lib/log/log.ts'
import { isOneOfSeveral, type ToProcess } from './siblings.ts'

/** What hangs does not keep the process: all that counts is in the database. */
const longestEndMs = 30_000

/**
 * How a process ends. leaveMs: so long it goes on, while whoever sends requests learns that it leaves. isGentle: others go
 * on, and nobody who asks may notice.
 */
export type Leave = { leaveMs: number; isGentle: boolean }

/** How the whole site ends on this machine: whoever else serves it, on other machines, has leaveMs to take over. */
export function leaveOfAll(leaveMs: number): Leave {
  return { leaveMs, isGentle: leaveMs > 0 }
}

/**
 * Ends the process when it is asked to: by a signal, or, where it is one of several, by the process that started it. Before
 * it has said how, it just ends. leaveMs: how long a signal lets it go on.
 */
export function heedEnd(leaveMs: number): { by(end: (leave: Leave) => Promise<void>): void } {
  let end: (leave: Leave) => Promise<void> = async () => {}
  let isEnding = false

  async function begin(leave: Leave): Promise<void> {
    if (isEnding) process.exit(1)
    isEnding = true
    log.info('ending: finishing what is under way …')
    setTimeout(giveUp, longestEndMs + leave.leaveMs).unref()
    await end(leave)
    process.exit(0)
  }

  // A signal to the whole group reaches each of several too: the one that started them tells them in its turn.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => void (isOneOfSeveral || begin(leaveOfAll(leaveMs))))
  if (isOneOfSeveral)
    process.on('message', (said: ToProcess) => {
      if (said.allclear === 'end') void begin(said.leave)
    })
  return {
    by(given) {
      end = given
    },
  }
}

function giveUp(): void {
  log.fatal('did not end in time and is cut off; nothing accepted is lost.')
  process.exit(1)
}
