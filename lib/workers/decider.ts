import { newId } from '#db/id.ts'
import { inContext } from '#lib/log/context.ts'
import { signal, timed } from '#lib/signals.ts'
import { inSpanOfAlerts } from '#lib/trace.ts'
import { type RoundResult, type Rounds, startRounds } from './rounds.ts'

/** decided: how many lines of the alert log. */
type Decided = RoundResult & { decided: number }

/** Decides one at a time, whenever there is something to decide. A failed decision changed nothing (one transaction). */
export function startDecider(decideOnce: () => Promise<Decided>): Rounds {
  const decide = () => inSpanOfAlerts('decide alerts', () => timed(decideOnce, sayDecided))
  return startRounds(
    () => inContext({ job: 'decide', jobId: newId() }, decide),
    ms => `a decision failed. No alert is lost; next try in ${ms} ms`,
  )
}

function sayDecided(seconds: number, outcome: 'done' | 'failed', round: Decided | null): void {
  signal('decision', { seconds, outcome, lines: round?.decided ?? 0 })
}
