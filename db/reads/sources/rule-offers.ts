import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { sources } from '#db/schema/source.ts'
import { isSame } from '#lib/rules/decision/same.ts'
import { type Likeness, likenessOf } from '#lib/rules/sources/rule-offer.ts'
import { fitsRule, type SourceRule } from '#lib/rules/sources/source-rule.ts'

/** A rule that staff can make of one alert, and what it would have been about. */
export type RuleOffer = Likeness & {
  /** The line of the alert log that it is made of. */
  sequence: number
  source: { id: string; name: string }
  /** How many of the last alerts of the source it would have been about, the newest few, and of how many. */
  preview: {
    matched: number
    lookedAt: number
    lines: { sequence: number; receivedAt: Date; summary: string }[]
  }
  /** What a rule about the very same alerts says already; null: there is none. */
  effect: SourceRule['effect'] | null
}

const lookedAtMost = 200
const previewMost = 5
/** An incident of many servers has few sorts of alerts. */
const offersMost = 3

/** What staff can make rules of where they answered a guess: one for each sort of alert of the incident. */
export async function readRuleOffers(db: Database | Transaction, postId: string): Promise<RuleOffer[]> {
  const rows = await db
    .select({ sequence: alertLog.sequence })
    .from(alertLog)
    .innerJoin(alerts, eq(alerts.id, alertLog.alertId))
    .where(and(eq(alerts.postId, postId), eq(alertLog.isGuess, true), isNotNull(alertLog.summary)))
    .orderBy(desc(alertLog.sequence))
    .limit(lookedAtMost)
  const sorts = new Map<string, number>()
  for (const line of await readLines(
    db,
    inArray(
      alertLog.sequence,
      rows.map(row => row.sequence),
    ),
  )) {
    const key = JSON.stringify([line.sourceId, likenessOf(line).match])
    if (!sorts.has(key) && sorts.size < offersMost) sorts.set(key, line.sequence)
  }
  const offers = await Promise.all([...sorts.values()].map(sequence => readRuleOffer(db, sequence)))
  return offers.flatMap(offer => offer ?? [])
}

/** What staff can make a rule of by one line of the alert log; null: there is no such line, or it holds no alert. */
export async function readRuleOffer(db: Database | Transaction, sequence: number): Promise<RuleOffer | null> {
  const [line] = await readLines(db, eq(alertLog.sequence, sequence))
  if (!line) return null
  const [source] = await db
    .select({ id: sources.id, name: sources.name, rules: sources.rules })
    .from(sources)
    .where(eq(sources.id, line.sourceId))
  if (!source) return null
  const likeness = likenessOf(line)
  const last = await readLines(db, eq(alertLog.sourceId, line.sourceId), lookedAtMost)
  const alike = last.filter(each => fitsRule(likeness.match, each, each.labels))
  return {
    ...likeness,
    sequence,
    source: { id: source.id, name: source.name },
    preview: { matched: alike.length, lookedAt: last.length, lines: alike.slice(0, previewMost) },
    effect: source.rules.find(rule => isSame(rule.match, likeness.match))?.effect ?? null,
  }
}

/** Lines that hold an alert, the newest first. */
async function readLines(db: Database | Transaction, which: ReturnType<typeof eq>, most = lookedAtMost) {
  const { sequence, sourceId, receivedAt, summary, fingerprint, labels, host } = alertLog
  const rows = await db
    .select({ sequence, sourceId, receivedAt, summary, fingerprint, labels, host })
    .from(alertLog)
    .where(and(which, isNotNull(summary)))
    .orderBy(desc(sequence))
    .limit(most)
  return rows.map(row => ({
    ...row,
    summary: row.summary ?? '',
    fingerprint: row.fingerprint ?? '',
    labels: row.labels ?? {},
  }))
}
