import { type Database, onlyReads, type Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readSeenMessages } from '#db/reads/alerts/alert-messages.ts'
import { readDecisionInput, readPending } from '#db/reads/decision/decision-input.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import type { Source } from '#db/reads/sources/sources.ts'
import type { NamedAlert, Verdict } from '#lib/alerts/item/verdict.ts'
import type { LoggedAlert } from '#lib/rules/alerts/alert.ts'
import { decide } from '#lib/rules/decision/decide.ts'
import { decisionInWords } from '#lib/words/decision.ts'
import { wordsIn } from '#lib/words/words.ts'
import { eventKey, rememberedDays, requestKey } from './append-alerts.ts'
import { type AlertRequest, type ReadAlerts, readAlerts } from './read-alerts.ts'
import { type AlertResult, alertResultOf } from './receive-alerts.ts'

/** What would be decided, and why; incident: the title of the one that it would belong to. */
export type Outlook = { result: AlertResult['status']; reason: string | null; incident: string | null }

export type ExplainedRequest =
  | { is: 'explained'; results: AlertResult[]; alerts: (Record<string, unknown> & { decision: Outlook })[] }
  | Exclude<ReadAlerts, { is: 'read' }>

/** An outlook in one sentence: "accepted: opens incident 'web07 is down'". Reasons of the decision begin with the result. */
export function sayOutlook({ result, reason }: Pick<Outlook, 'result' | 'reason'>): string {
  if (reason === null) return result
  return result === 'accepted' || reason.startsWith(`${result}:`) ? reason : `${result}: ${reason}`
}

/** More waiting lines than this are not decided along. */
const mostPending = 500

/**
 * Says what a request would do: how each alert is read, which server it means and how that was found, and what would be
 * decided. It is decided for real, on what is known now, in a transaction that can only read.
 */
export async function explainAlerts(db: Database, request: AlertRequest): Promise<ExplainedRequest> {
  const read = await readAlerts(db, request)
  if (read.is !== 'read') return read
  return { is: 'explained', ...(await explainVerdicts(db, request, read)) }
}

/** Says what would be decided of alerts that were read already. */
export async function explainVerdicts(
  db: Database,
  request: Pick<AlertRequest, 'source' | 'receivedAt'>,
  { verdicts, hostnames, messageId }: Omit<Extract<ReadAlerts, { is: 'read' }>, 'is'>,
): Promise<Omit<Extract<ExplainedRequest, { is: 'explained' }>, 'is'>> {
  const { seen, outlooks } = await db.transaction(async tx => {
    const seen = await readSeen(tx, request, messageId, verdicts)
    const fresh = verdicts.filter(verdict => !seen.has(verdict) && verdict.result === 'accepted')
    return { seen, outlooks: await lookAhead(tx, fresh, request) }
  }, onlyReads)
  const answered = verdicts.map(verdict => {
    const result = alertResultOf(verdict, hostnames, seen.has(verdict) ? 'duplicate' : null)
    const { status, reason = null } = result
    return { verdict, result, outlook: outlooks.get(verdict) ?? { result: status, reason, incident: null } }
  })
  const alerts = answered.flatMap(({ verdict, result, outlook }) =>
    verdict.named ? [describe(verdict.named, result, outlook)] : [],
  )
  return { results: answered.map(each => each.result), alerts }
}

/** Those that were received before, alone or with their whole request. */
async function readSeen(
  tx: Transaction,
  { source, receivedAt }: Pick<AlertRequest, 'source' | 'receivedAt'>,
  messageId: string | null,
  verdicts: readonly Verdict[],
): Promise<Set<Verdict>> {
  const own = messageId === null ? null : requestKey(messageId)
  const keys = verdicts.map(({ named }) => (named?.eventId ? keyOf(named) : null))
  const asked = [own, ...keys].filter(key => key !== null)
  const after = new Date(receivedAt.getTime() - rememberedDays * 86_400_000)
  const seen = await readSeenMessages(tx, source.id, asked, after)
  const isOld = own !== null && seen.has(own)
  return new Set(verdicts.filter((_, i) => isOld || seen.has(keys[i] ?? '')))
}

function keyOf({ alert, eventId }: NamedAlert): string {
  return eventKey({ state: alert.state, eventId })
}

/** Decides these alerts behind all that waits already. */
async function lookAhead(
  tx: Transaction,
  fresh: readonly Verdict[],
  { source, receivedAt }: Pick<AlertRequest, 'source' | 'receivedAt'>,
): Promise<Map<Verdict, Outlook>> {
  const pending = await readPending(tx, mostPending)
  const next = (pending.at(-1)?.sequence ?? 0) + 1
  const lines = fresh.flatMap(({ named }, i) => (named ? lineOf(named, next + i, source, receivedAt) : []))
  const all = [...pending, ...lines]
  const policy = await readPolicy(tx)
  const input = await readDecisionInput(tx, all, policy, receivedAt)
  const decided = decide(input, all, policy, receivedAt, newId)
  const decision = decisionInWords(wordsIn('en'), decided, input, receivedAt)
  const titles = new Map([...input.incidents, ...decision.incidents].map(each => [each.id, each.title]))
  const postIds = new Map([...input.alerts, ...decision.alerts].map(alert => [alert.id, alert.postId]))
  const results = new Map(decision.results.map(line => [line.sequence, line]))
  return new Map(
    fresh.flatMap((verdict, i) => {
      const line = results.get(next + i)
      if (!line) return []
      const incident = titles.get(postIds.get(line.alertId) ?? '') ?? null
      return [[verdict, { result: line.result, reason: line.reason, incident }]]
    }),
  )
}

function lineOf({ alert, serverId }: NamedAlert, sequence: number, source: Source, now: Date): LoggedAlert[] {
  if (!serverId) return []
  const { fingerprint, kind, state, severity, isGuess, summary, startsAt, endsAt } = alert
  return [
    {
      sequence,
      sourceId: source.id,
      serverId,
      fingerprint,
      kind,
      state,
      severity,
      isGuess,
      summary,
      startsAt,
      endsAt,
      receivedAt: now,
      isDebounced: source.isDebounced,
    },
  ]
}

/** server: its id; hostname: what staff call it. */
function describe({ alert, match, eventId, labels }: NamedAlert, result: AlertResult, decision: Outlook) {
  const { hosts, isClockAhead, ...facts } = alert
  return {
    ...facts,
    server: 'serverId' in match ? match.serverId : null,
    ...(eventId === null ? {} : { eventId }),
    ...('unmatched' in match ? { unmatched: match.unmatched } : { matchedBy: match.how }),
    hostname: result.server,
    hosts,
    labels,
    isClockAhead,
    status: result.status,
    decision,
  }
}
