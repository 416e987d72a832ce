import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { countMeasuresOf, readOneOpenOn } from '#db/reads/containment/measures.ts'
import { insertMeasure, lockMeasure, updateMeasure } from '#db/writes/containment/measures.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import type { parseMeasure, ReportedMeasure } from '#lib/alerts/request/agent-message.ts'
import type { AdmittedAgent } from '#lib/flows/sources/admit-agent.ts'
import { later } from '#lib/rules/time/time.ts'
import { getShared } from '#lib/shared.ts'
import { announceMeasures } from './change-measures.ts'

/** A script that reports each packet is no log that a person reads. */
export const mostPerDay = 500
const daySeconds = 86_400

type Result = 'recorded' | 'changed' | 'ended' | 'unknown' | 'too-many' | 'withdrawn'

type Reported = Exclude<ReturnType<typeof parseMeasure>, { unreadable: string }>

/**
 * Records in the containment log what an agent reports of its own server, or that it has ended. It belongs to the
 * incident that is open there, if there is one and no more, and readers see nothing of it before staff say so.
 */
export async function noteReported(
  db: Database,
  agent: AdmittedAgent,
  reported: Reported,
  now: Date,
): Promise<Result> {
  const { result, change } = await db.transaction(async tx => {
    const result = await ('end' in reported
      ? end(tx, agent, reported.end, now)
      : report(tx, agent, reported.said, now))
    const isShown = result === 'recorded' || result === 'changed' || result === 'ended'
    return { result, change: isShown ? await announceMeasures(tx, now) : null }
  })
  if (change) await getShared().pages.refresh(change)
  return result
}

async function report(
  tx: Transaction,
  { source, server }: AdmittedAgent,
  { id: sourceKey, what: kind, text, why, by, since, until }: ReportedMeasure,
  now: Date,
): Promise<Result> {
  const known = await lockMeasure(tx, { sourceId: source.id, sourceKey })
  const said = { kind, text, why, doneBy: by, since, until }
  if (known?.withdrawnAt) return 'withdrawn'
  // A repeat that comes late begins nothing anew.
  if (known?.until && known.until <= now) return 'ended'
  if (known) {
    // What staff have published stays as they read it: other words of a program wait for them again.
    const isPublic = known.isPublic && known.text === text && known.kind === kind
    await updateMeasure(tx, known, { ...said, since: known.since, isPublic })
    await note(tx, { id: known.id, action: 'change-measure', facts: { sourceId: source.id, text } }, now)
    return 'changed'
  }
  if ((await countMeasuresOf(tx, source.id, later(now, -daySeconds))) >= mostPerDay) return 'too-many'
  const [id, postId] = [newId(), await readOneOpenOn(tx, server.id)]
  const place = { isEverywhere: false, serverIds: [server.id], groupIds: [], postId, isPublic: false }
  const origin = { staffId: null, sourceId: source.id, sourceKey }
  await insertMeasure(tx, { id, ...said, ...place, ...origin }, now)
  await note(tx, { id, action: 'record-measure', facts: { sourceId: source.id, text } }, now)
  return 'recorded'
}

async function end(
  tx: Transaction,
  { source }: AdmittedAgent,
  sourceKey: string,
  now: Date,
): Promise<Result> {
  const known = await lockMeasure(tx, { sourceId: source.id, sourceKey })
  if (!known) return 'unknown'
  if (known.withdrawnAt || (known.until && known.until <= now)) return 'ended'
  await updateMeasure(tx, known, { until: known.since > now ? known.since : now })
  await note(tx, { id: known.id, action: 'end-measure', facts: { sourceId: source.id } }, now)
  return 'ended'
}

type Noted = {
  id: string
  action: 'record-measure' | 'change-measure' | 'end-measure'
  facts: Record<string, unknown>
}

function note(tx: Transaction, { id, action, facts }: Noted, now: Date): Promise<void> {
  return writeAudit(tx, { at: now, staffId: null, action, subject: `measure ${id}`, facts })
}
