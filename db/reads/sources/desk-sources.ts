import { createHash } from 'node:crypto'
import { and, count, eq, gt, isNotNull, isNull, or } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { alertLog } from '#db/schema/alert.ts'
import { sources } from '#db/schema/source.ts'
import { silentSince } from '#lib/rules/decision/silence.ts'
import type { Signing } from '#lib/rules/sources/source.ts'
import type { SourceSettings } from '#lib/rules/sources/source-settings.ts'
import { later } from '#lib/rules/time/time.ts'

const daySeconds = 86_400

/** A source in the list. */
export type ListedSource = {
  id: string
  name: string
  format: string | null
  lastSeenAt: Date | null
  disabledAt: Date | null
  /** Lines of the alert log in the last 24 hours, without tests. */
  alertsToday: number
  silentSince: Date | null
  /** It speaks for the server that it runs on. */
  isAgent: boolean
}

/** All sources by name, the disabled ones last. */
export async function readListedSources(db: Database | Transaction, now: Date): Promise<ListedSource[]> {
  const today = db
    .select({ sourceId: alertLog.sourceId, count: count().as('lines') })
    .from(alertLog)
    .where(and(gt(alertLog.receivedAt, later(now, -daySeconds)), eq(alertLog.isTest, false)))
    .groupBy(alertLog.sourceId)
    .as('today')
  const rows = await db
    .select({ source: sources, count: today.count })
    .from(sources)
    .leftJoin(today, eq(today.sourceId, sources.id))
    .orderBy(isNotNull(sources.disabledAt), sources.name)
  return rows.map(({ source, count }) => ({
    id: source.id,
    name: source.name,
    format: source.format,
    lastSeenAt: source.lastSeenAt,
    disabledAt: source.disabledAt,
    alertsToday: count ?? 0,
    silentSince: silentSince(source, now),
    isAgent: source.agentServerId !== null,
  }))
}

/** A source that should have spoken by now. */
export type SilentSource = { id: string; name: string; silentSince: Date }

/** The sources that have been silent for too long, the longest first. */
export async function readSilentSources(db: Database | Transaction, now: Date): Promise<SilentSource[]> {
  const { id, name, expectedEverySeconds, lastSeenAt, createdAt, disabledAt } = sources
  const expected = await db
    .select({ id, name, expectedEverySeconds, lastSeenAt, createdAt, disabledAt })
    .from(sources)
    .where(and(isNotNull(expectedEverySeconds), isNull(disabledAt)))
  const silent = expected.flatMap(source => {
    const since = silentSince(source, now)
    return since ? [{ id: source.id, name: source.name, silentSince: since }] : []
  })
  return silent.sort((a, b) => a.silentSince.getTime() - b.silentSince.getTime())
}

/** A source as its page shows it: everything but tokens and secrets. */
export type DeskSource = ListedSource &
  Omit<SourceSettings, 'signing'> & {
    createdAt: Date
    /** What people tell its token by; null: it was made before that was noted. */
    tokenStart: string | null
    previousTokenStart: string | null
    previousTokenUntil: Date | null
    /** How it signs, with when each secret ends; null: it does not. */
    signing: {
      scheme: Signing['scheme']
      header: string
      timestampHeader: string | null
      untils: (string | null)[]
    } | null
    /** It is an agent that may begin countermeasures on its own server. */
    mayBeginWork: boolean
    /** Changes with each change by staff: a form says by it what its person saw. */
    version: string
  }

/** Returns null when there is no such source. */
export async function readDeskSource(
  db: Database | Transaction,
  id: string,
  now: Date,
): Promise<DeskSource | null> {
  const [source] = await db.select().from(sources).where(eq(sources.id, id))
  if (!source) return null
  const since = later(now, -daySeconds)
  const alertsToday = await db.$count(
    alertLog,
    and(eq(alertLog.sourceId, id), gt(alertLog.receivedAt, since), eq(alertLog.isTest, false)),
  )
  const { tokenHash: _, previousTokenHash, previousTokenUntil, signing, ...shown } = source
  const isPreviousAlive =
    previousTokenHash !== null && previousTokenUntil !== null && previousTokenUntil > now
  return {
    ...shown,
    alertsToday,
    isAgent: source.agentServerId !== null,
    silentSince: silentSince(source, now),
    signing: shownSigning(signing),
    previousTokenUntil: isPreviousAlive ? previousTokenUntil : null,
    version: versionOf(source),
  }
}

function shownSigning(signing: Signing | null): DeskSource['signing'] {
  if (!signing) return null
  const grafana = signing.scheme === 'grafana' ? signing : null
  return {
    scheme: signing.scheme,
    header: grafana?.header ?? '',
    timestampHeader: grafana?.timestampHeader ?? null,
    untils: signing.secrets.map(secret => secret.until),
  }
}

/** Changes with each change of a source by staff, and with nothing else. */
export function versionOf(source: typeof sources.$inferSelect): string {
  const { lastSeenAt: _, ...settled } = source
  return createHash('sha256').update(JSON.stringify(settled)).digest('hex').slice(0, 16)
}

/** The format of a source's tool; null: any, or there is no such source. */
export async function readFormat(db: Database | Transaction, id: string): Promise<string | null> {
  const [row] = await db.select({ format: sources.format }).from(sources).where(eq(sources.id, id))
  return row?.format ?? null
}

/** The sources by name, for a choice of one; of agents, which are many, only the one that is chosen already. */
export function readSourceNames(
  db: Database | Transaction,
  chosenId: string | null = null,
): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: sources.id, name: sources.name })
    .from(sources)
    .where(or(isNull(sources.agentServerId), eq(sources.id, chosenId ?? '')))
    .orderBy(sources.name)
}

/** Whether anybody may report at all. */
export async function hasAnySource(db: Database | Transaction): Promise<boolean> {
  const rows = await db.select({ id: sources.id }).from(sources).limit(1)
  return rows.length > 0
}
