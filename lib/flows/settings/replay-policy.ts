import { setImmediate as turn } from 'node:timers/promises'
import type { Database } from '#db/client.ts'
import { readDecidedLines, readWorld } from '#db/reads/decision/logged-alerts.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import type { LoggedAlert } from '#lib/rules/alerts/alert.ts'
import { beginReplay, type ReplayTotal } from '#lib/rules/decision/replay.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { later } from '#lib/rules/time/time.ts'

/** How far back is looked. */
export const replayDays = 30
const mostLines = 1_000
const linesAtOnce = 250
/** In all, and before others of the process have a turn: a decision takes a millisecond or two. */
const longestMs = 5_000
const sliceMs = 10
const decisionsAtOnce = 1

/** What the alerts of the last days would have told, by the policy in force and by another one. isWhole: all of them were looked at. */
export type PolicyReplay = { lines: number; isWhole: boolean; present: ReplayTotal; wanted: ReplayTotal }

/**
 * Decides the alerts of the last 30 days again by two policies, beside what really happened: maintenance and what staff did
 * are left out of both. Nothing is written. null: there were no alerts. clock: milliseconds, of the time that it takes.
 */
export async function replayPolicy(
  db: Database,
  policy: Policy,
  now: Date,
  clock: () => number = () => performance.now(),
): Promise<PolicyReplay | null> {
  const lines = await readLines(db, later(now, -replayDays * 86_400))
  if (lines.length === 0) return null
  const world = await readWorld(db, new Set(lines.map(line => line.serverId)))
  const both = [beginReplay(world, await readPolicy(db)), beginReplay(world, policy)] as const
  const startedAt = clock()
  let sliceAt = startedAt
  const isLate = () => clock() - startedAt > longestMs
  const giveTurn = async () => {
    if (clock() - sliceAt < sliceMs) return
    await turn()
    sliceAt = clock()
  }
  let looked = 0
  const passTime = async (until: Date) => {
    for (const replay of both) while (!replay.passTime(until, decisionsAtOnce) && !isLate()) await giveTurn()
  }
  for (const line of lines) {
    await passTime(line.receivedAt)
    if (isLate()) break
    for (const replay of both) replay.hear(line)
    await giveTurn()
    looked += 1
  }
  if (looked === lines.length) await passTime(now)
  const isWhole = looked === lines.length && lines.length < mostLines && !isLate()
  return { lines: looked, isWhole, present: both[0].told(), wanted: both[1].told() }
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
