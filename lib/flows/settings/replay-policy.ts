import type { Database } from '#db/client.ts'
import { readDecidedLines, readWorld } from '#db/reads/decision/logged-alerts.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { inThread } from '#lib/limits/in-thread.ts'
import type { LoggedAlert } from '#lib/rules/alerts/alert.ts'
import type { ReplayInput, ReplayOutcome, ReplayTotal } from '#lib/rules/decision/replay.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { later } from '#lib/rules/time/time.ts'

/** How far back is looked. */
export const replayDays = 30
const mostLines = 1_000
const linesAtOnce = 250

/** How many may wait, each with its log in memory. */
const mostWaiting = 4

const thread = inThread<ReplayInput, ReplayOutcome>('lib/flows/settings/replay-worker.ts', 30_000)

/** What the alerts of the last days would have told, by the policy in force and by another one. isWhole: all of them were looked at. */
export type PolicyReplay = { lines: number; isWhole: boolean; present: ReplayTotal; wanted: ReplayTotal }

/**
 * Decides the alerts of the last 30 days again by two policies, beside what really happened: maintenance and what staff did
 * are left out of both. Nothing is written. null: there were no alerts. busy: colleagues look already.
 */
export async function replayPolicy(
  db: Database,
  policy: Policy,
  now: Date,
): Promise<PolicyReplay | 'busy' | null> {
  const lines = await readLines(db, later(now, -replayDays * 86_400))
  if (lines.length === 0) return null
  const fleet = await readWorld(db, new Set(lines.map(line => line.serverId)))
  const policies = [await readPolicy(db), policy] as const
  if (thread.waiting() >= mostWaiting) return 'busy'
  const { looked, isWhole, ...totals } = await thread.make({ fleet, lines, policies, now })
  return { lines: looked, isWhole: isWhole && lines.length < mostLines, ...totals }
}

/** In pieces, so that what the database answers is never much at once. */
async function readLines(db: Database, since: Date): Promise<LoggedAlert[]> {
  const lines: LoggedAlert[] = []
  while (lines.length < mostLines) {
    const piece = await readDecidedLines(db, since, lines[0]?.sequence ?? null, linesAtOnce)
    lines.unshift(...piece)
    if (piece.length < linesAtOnce) break
  }
  return lines
}
