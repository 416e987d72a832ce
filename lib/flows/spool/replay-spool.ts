import type { Database } from '#db/client.ts'
import { isDatabaseAway } from '#db/is-away.ts'
import { readSource, type Source } from '#db/reads/sources/sources.ts'
import { isSilent } from '#lib/faults/absence.ts'
import { type Addition, writeAdditions } from '#lib/flows/alerts/append-alerts.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { readAlerts } from '#lib/flows/alerts/read-alerts.ts'
import { lineOf, noteSeen } from '#lib/flows/alerts/receive-alerts.ts'
import { log } from '#lib/log/log.ts'
import { getShared } from '#lib/shared.ts'
import type { Spool, SpooledRequest } from './spool.ts'

/** Requests that are received in one transaction: new ones of the same sources wait for no more. */
const mostTogether = 50
/** The next look, when nothing waits. */
const sleepMs = 1_000

/**
 * Receives what waits in the spool, in its order, as it would have been received when it came; what is received twice counts
 * once. A source that was disabled meanwhile is heard no more. Throws when the database is away again: the rest waits.
 */
export async function replaySpool(
  db: Database,
  spool: Spool,
  clock: () => Date,
): Promise<{ hasMore: boolean; wakeAt: Date | null }> {
  const wakeAt = new Date(clock().getTime() + sleepMs)
  if (isSilent() || !spool.isWaiting()) return { hasMore: false, wakeAt }
  let count = 0
  for (const name of await spool.list()) count += await replayFile(db, spool, name, clock)
  if (count > 0) log.info(`${count} requests of alerts that waited on the disk were received`)
  return { hasMore: count > 0 && spool.isWaiting(), wakeAt }
}

/** Returns how many requests it received. */
async function replayFile(db: Database, spool: Spool, name: string, clock: () => Date): Promise<number> {
  try {
    const requests = (await spool.read(name)) ?? []
    const sources = await readSourcesOf(db, requests)
    for (const run of runsOf(requests)) await receiveRun(db, run, sources, clock)
    await spool.drop(name)
    for (const source of sources.values()) await noteSeen(db, source, clock())
    getShared().nudge?.()
    return requests.length
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    // One that cannot be received must not keep back all that came after it.
    const aside = await spool.putAside(name)
    log.error(`alerts that waited on the disk cannot be received, and are put aside as ${aside}`, {
      err: error,
    })
    return 0
  }
}

/** Those that are still heard, by their ids. */
async function readSourcesOf(
  db: Database,
  requests: readonly SpooledRequest[],
): Promise<Map<string, Source>> {
  const found = new Map<string, Source>()
  for (const id of new Set(requests.map(({ sourceId }) => sourceId))) {
    const source = await readSource(db, id)
    if (source && source.disabledAt === null) found.set(id, source)
    else log.warn('alerts that waited on the disk are left out, for their source was disabled meanwhile')
  }
  return found
}

/** Requests that are received together: an end that names no server begins a run, since it belongs to what was open before it. */
function runsOf(requests: readonly SpooledRequest[]): SpooledRequest[][] {
  const runs: SpooledRequest[][] = []
  for (const request of requests)
    if (runs.length === 0 || request.isOfOpen || runs.at(-1)?.length === mostTogether) runs.push([request])
    else runs.at(-1)?.push(request)
  return runs
}

async function receiveRun(
  db: Database,
  run: readonly SpooledRequest[],
  sources: ReadonlyMap<string, Source>,
  clock: () => Date,
): Promise<void> {
  // What is open only a decision knows.
  if (run[0]?.isOfOpen) while ((await decideAlerts(db, clock)).hasMore);
  const additions = await Promise.all(run.map(request => readSpooled(db, request, sources)))
  await db.transaction(tx =>
    writeAdditions(
      tx,
      additions.filter(addition => addition !== null),
    ),
  )
}

/** What a request adds to the alert log; null: nothing. */
async function readSpooled(
  db: Database,
  { id, sourceId, format, body, messageId, receivedAt }: SpooledRequest,
  sources: ReadonlyMap<string, Source>,
): Promise<Addition | null> {
  const source = sources.get(sourceId)
  if (!source) return null
  const request = { source, format, body, messageId: messageId ?? id, receivedAt }
  const read = await readAlerts(db, request)
  if (read.is !== 'read') return null
  const lines = read.verdicts.filter(({ isLogged }) => isLogged).map(verdict => lineOf(verdict, request))
  return { sourceId, receivedAt, messageId: request.messageId, lines }
}
