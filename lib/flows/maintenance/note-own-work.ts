import { announcePages } from '#db/changes/announce.ts'
import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { insertOwnWork, lockOwnWorks, moveOwnWorkEnd } from '#db/writes/maintenance/own-work.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import type { parseWork, ReportedWork } from '#lib/alerts/request/agent-message.ts'
import { serverPage } from '#lib/flows/posts/page-paths.ts'
import type { AdmittedAgent } from '#lib/flows/sources/admit-agent.ts'
import { grantedUntil, ownWorkLimit } from '#lib/rules/maintenance/own-work.ts'
import { later } from '#lib/rules/time/time.ts'
import { deskPage, getShared } from '#lib/shared.ts'
import { workSentence } from '#lib/words/servers.ts'
import { wordsIn } from '#lib/words/words.ts'

/** shown: the sentence on the server's page. */
type Outcome =
  | { result: 'started' | 'extended' | 'ended'; until: Date; shown: string }
  | { refused: 'unknown' | 'exhausted' }

type Reported = Exclude<ReturnType<typeof parseWork>, { unreadable: string }>

/**
 * Begins, prolongs or ends what an agent says of its own server: it may be slow by our work. The server's banner says so
 * until then and mails nobody; news of other things is told as ever.
 */
export async function noteOwnWork(
  db: Database,
  agent: AdmittedAgent,
  reported: Reported,
  now: Date,
): Promise<Outcome> {
  const { outcome, change } = await db.transaction(async tx => {
    const outcome = await ('end' in reported
      ? end(tx, agent, reported.end, now)
      : say(tx, agent, reported.said, now))
    if ('refused' in outcome) return { outcome, change: null }
    return {
      outcome,
      change: await announcePages(tx, [serverPage(agent.server.hostname), '/', deskPage], now),
    }
  })
  if (!change) return outcome
  const { nudge, pages } = getShared()
  nudge?.()
  await pages.refresh(change)
  return outcome
}

async function say(
  tx: Transaction,
  { source, server }: AdmittedAgent,
  { id: sourceKey, what, measure, minutes, note }: ReportedWork,
  now: Date,
): Promise<Outcome> {
  const works = await lockOwnWorks(tx, source.id, later(now, -ownWorkLimit.daySeconds))
  const known = works.find(work => work.sourceKey === sourceKey)
  const shown = workSentence(wordsIn('en'), server.label, known ? known.measure : measure)
  // A repeat that comes late begins nothing anew.
  if (known && known.endsAt <= now) return { result: 'ended', until: known.endsAt, shown }
  const others = works.filter(work => work !== known)
  const until = grantedUntil(others, known?.startsAt ?? now, minutes, now)
  if (!until) return { refused: 'exhausted' }
  if (known) await moveOwnWorkEnd(tx, known.id, until)
  const id = known?.id ?? newId()
  const title = note === null ? what : `${what}: ${note}`
  const work = {
    id,
    sourceId: source.id,
    sourceKey,
    serverId: server.id,
    title,
    measure,
    startsAt: now,
    endsAt: until,
  }
  if (!known) await insertOwnWork(tx, work, now)
  const action = known ? 'extend-own-work' : 'begin-own-work'
  await noteWork(tx, { action, id, facts: { sourceId: source.id, serverId: server.id, title, until } }, now)
  return { result: known ? 'extended' : 'started', until, shown }
}

async function end(
  tx: Transaction,
  { source, server }: AdmittedAgent,
  sourceKey: string,
  now: Date,
): Promise<Outcome> {
  const works = await lockOwnWorks(tx, source.id, later(now, -ownWorkLimit.daySeconds))
  const known = works.find(work => work.sourceKey === sourceKey)
  if (!known) return { refused: 'unknown' }
  const shown = workSentence(wordsIn('en'), server.label, known.measure)
  if (known.endsAt <= now) return { result: 'ended', until: known.endsAt, shown }
  await moveOwnWorkEnd(tx, known.id, now)
  await noteWork(tx, { action: 'end-own-work', id: known.id, facts: { sourceId: source.id } }, now)
  return { result: 'ended', until: now, shown }
}

type Noted = {
  action: 'begin-own-work' | 'extend-own-work' | 'end-own-work'
  id: string
  facts: Record<string, unknown>
}

function noteWork(tx: Transaction, { action, id, facts }: Noted, now: Date): Promise<void> {
  return writeAudit(tx, { at: now, staffId: null, action, subject: `maintenance ${id}`, facts })
}
