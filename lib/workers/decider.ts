import { newId } from '#db/id.ts'
import { inContext } from '#lib/log/context.ts'
import { signal, timed } from '#lib/signals.ts'
import { inSpanOfAlerts } from '#lib/trace.ts'
import { type RoundResult, type Rounds, startRounds } from './rounds.ts'

/** decided: how many lines of the alert log. */
type Decided = RoundResult & { decided: number }

/**
 * In a flood decisions become fewer and larger, because each costs the same some dozen questions: what came during one waits
 * a millisecond for each line that it took, which is next to nothing unless hundreds come in a second.
 */
const longestGatherMs = 100
const gatherMs = ({ decided }: Decided) => Math.min(longestGatherMs, decided)

/** Decides one at a time, whenever there is something to decide. A failed decision changed nothing (one transaction). */
export function startDecider(decideOnce: () => Promise<Decided>): Rounds {
  const decide = () => inSpanOfAlerts('decide alerts', () => timed(decideOnce, sayDecided))
  return startRounds(
    () => inContext({ job: 'decide', jobId: newId() }, decide),
    ms => `a decision failed. No alert is lost; next try in ${ms} ms`,
    undefined,
    gatherMs,
  )
}

function sayDecided(seconds: number, outcome: 'done' | 'failed', round: Decided | null): void {
  signal('decision', { seconds, outcome, lines: round?.decided ?? 0 })
}
