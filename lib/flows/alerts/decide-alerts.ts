import { announcePages } from '#db/changes/announce.ts'
import { type Database, decidesByPlan, type Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { queueJobs } from '#db/jobs.ts'
import { readDecisionInput, readPending } from '#db/reads/decision/decision-input.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { lockDecider } from '#db/writes/decision/decider-lock.ts'
import { writeDecision } from '#db/writes/decision/decision.ts'
import { settleOwnWorks } from '#db/writes/maintenance/own-work.ts'
import { withdrawVerdicts } from '#lib/flows/agents/withdraw-verdicts.ts'
import { notePublic } from '#lib/flows/delays/note-public.ts'
import { pagesOf, serverPage } from '#lib/flows/posts/page-paths.ts'
import type { LoggedAlert } from '#lib/rules/alerts/alert.ts'
import { type DecisionInput, type DecisionInWords, decide } from '#lib/rules/decision/decide.ts'
import type { ToldMaintenance } from '#lib/rules/maintenance/told-maintenance.ts'
import { deskPage, getShared } from '#lib/shared.ts'
import { decisionInWords } from '#lib/words/decision.ts'
import { wordsIn } from '#lib/words/words.ts'

/** Lines of the alert log that one decision takes; the rest is decided right after. */
const linesPerDecision = 2_000

export type DecisionRound = {
  /** How many lines of the alert log were decided. */
  decided: number
  /** More lines wait already. */
  hasMore: boolean
  wakeAt: Date | null
}

/**
 * Decides what waits in the alert log, and whatever time alone has changed.
 * Saves it in one transaction with its notices' jobs. The pages follow behind it: what readers get is never older than what
 * they had, and neither the next decision nor a notice waits until it is rendered.
 */
export async function decideAlerts(db: Database, clock: () => Date): Promise<DecisionRound> {
  const { round, change, lines } = await db.transaction(async tx => {
    const { lines, policy, input, now } = await readAll(tx, clock)
    const decided = decide(input, lines, policy, now, newId)
    const decision = decisionInWords(wordsIn('en'), decided, input, now)
    // In one breath, and in this order: pages are announced by what is written of their posts.
    const [, change] = await Promise.all([
      writeDecision(tx, decision, now),
      announcePages(tx, pathsOf(decision, input, lines), now),
      queueJobs(
        tx,
        'plan-notice',
        decision.notices.map(notice => ({ noticeId: notice.id })),
      ),
    ])
    if (input.maintenance.some(work => work.sourceId && work.endsAt <= now)) await settleOwnWorks(tx, now)
    await withdrawVerdicts(tx, lines, now)
    const hasMore = lines.length === linesPerDecision
    return { round: { decided: lines.length, hasMore, wakeAt: decision.wakeAt }, change, lines }
  }, decidesByPlan)
  void notePublic(db, getShared().pages.refresh(change), change, lines)
  return round
}

/** The lock goes with the first questions, which wait for it. The time counts from when it is held. */
async function readAll(tx: Transaction, clock: () => Date) {
  const locked = lockDecider(tx).then(clock)
  const pending = readPending(tx, linesPerDecision)
  const kept = readPolicy(tx)
  const read = readDecisionInput(tx, pending, kept, locked)
  const [lines, policy, now, input] = await Promise.all([pending, kept, locked, read])
  return { lines, policy, now, input }
}

/**
 * The public pages that this decision changes: those first of servers of which something is new, those last of others of the same
 * incidents. A held incident changes none but the desk.
 */
function pathsOf(decision: DecisionInWords, input: DecisionInput, lines: readonly LoggedAlert[]): string[] {
  const visible = decision.incidents.filter(incident => incident.visibility === 'published')
  const ofIncidents = new Set(visible.flatMap(incident => incident.affected.map(row => row.serverId)))
  const ofStatuses = new Set(decision.statuses.map(line => line.serverId))
  const spokenOf = new Set(lines.map(line => line.serverId))
  const isFirst = (id: string) => ofStatuses.has(id) || (spokenOf.has(id) && ofIncidents.has(id))
  const ofMaintenance = slugsOfMaintenance(decision, input, ofStatuses)
  if (visible.length + ofMaintenance.length === 0 && ofStatuses.size === 0)
    return decision.incidents.length > 0 ? [deskPage] : []
  const hostnames = (isShown: (serverId: string) => boolean) =>
    input.servers.filter(server => isShown(server.id)).map(server => server.hostname)
  const slugs = [...visible.map(incident => incident.slug), ...ofMaintenance]
  const others = hostnames(id => ofIncidents.has(id) && !isFirst(id))
  return [...pagesOf(slugs, hostnames(isFirst)), ...others.map(serverPage)]
}

/** Maintenance that customers are told of, or whose servers show something else now. */
function slugsOfMaintenance(
  decision: DecisionInWords,
  input: DecisionInput,
  changed: ReadonlySet<string>,
): string[] {
  const told = new Set(decision.maintenance.map(({ id }) => id))
  const known: readonly ToldMaintenance[] = input.maintenance
  const shown = known.filter(
    ({ id, isPublic, slots }) => isPublic && (told.has(id) || slots.some(slot => changed.has(slot.serverId))),
  )
  return shown.flatMap(({ slug }) => slug ?? [])
}
