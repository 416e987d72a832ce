import { isBadNews } from '#lib/rules/decision/pending-changes.ts'
import type { Affected } from '#lib/rules/incidents/incident.ts'
import { compareImpact, type Impact } from '#lib/rules/servers/status.ts'
import type { Simulation } from './simulation.ts'

/** Bad news of one server, from when the pages showed it to when it was decided to tell it. */
export type Lag = { postId: string; serverId: string; publicAt: Date; seconds: number }

/**
 * How long each server was worse on the pages than what customers were told of it: read from decisions alone, so it knows
 * nothing of how news is chosen. What was over before it was told counts as long as
 * it lasted; what was never told has no end.
 */
export function lags({ decisions, clock }: Pick<Simulation, 'decisions' | 'clock'>): Lag[] {
  const believed = new Map<string, Impact>()
  const gaps = new Map<string, Lag>()
  const found: Lag[] = []
  decisions.forEach(({ incidents, notices }, place) => {
    const now = clock[place]
    if (!now) throw new Error('A decision has no moment.')
    for (const { postId, kind, facts } of notices)
      for (const { id, impact } of facts.servers)
        if (isBadNews(kind) || kind === 'ended')
          believed.set(`${postId} ${id}`, kind === 'ended' ? 'operational' : impact)
    for (const { id: postId, visibility, breaker, affected } of incidents) {
      if (visibility !== 'published' || breaker === 'held') continue
      for (const row of affected) {
        const key = `${postId} ${row.serverId}`
        const isGap = compareImpact(shown(row), believed.get(key) ?? 'operational') > 0
        const gap = gaps.get(key)
        if (isGap && !gap) gaps.set(key, { postId, serverId: row.serverId, publicAt: now, seconds: 0 })
        if (isGap || !gap) continue
        found.push({ ...gap, seconds: (now.getTime() - gap.publicAt.getTime()) / 1000 })
        gaps.delete(key)
      }
    }
  })
  return [...found, ...[...gaps.values()].map(gap => ({ ...gap, seconds: Number.POSITIVE_INFINITY }))]
}

function shown({ impact, clearedAt, endedAt }: Affected): Impact {
  return clearedAt || endedAt ? 'operational' : impact
}
