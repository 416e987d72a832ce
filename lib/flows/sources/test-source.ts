import type { Database } from '#db/client.ts'
import { readSource } from '#db/reads/sources/sources.ts'
import { appendLines } from '#db/writes/alerts/alert-log.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { findFormat } from '#lib/alerts/formats.ts'
import { sampleOf } from '#lib/alerts/sample.ts'
import { explainVerdicts, sayOutlook } from '#lib/flows/alerts/explain-alerts.ts'
import { type AlertRequest, readAlerts } from '#lib/flows/alerts/read-alerts.ts'
import { lineOf } from '#lib/flows/alerts/receive-alerts.ts'

export type SourceTest = { sourceId: string; hostname: string; staffId: string }

/** What a real alert would do now. line: the number of its line in the alert log. */
export type Tested = { line: number; outlook: string }

/**
 * Sends a test alert the way of a real one, in the words of the source's tool where we have them: parsed, matched, judged
 * by the source's rules and decided dry. Its line is in the log and is no work for the decider, so nothing is published.
 * Returns null when the source is gone.
 */
export async function testSource(
  db: Database,
  { sourceId, hostname, staffId }: SourceTest,
  now: Date,
): Promise<Tested | null> {
  const source = await readSource(db, sourceId)
  if (!source) return null
  const isReadable = source.format !== null && findFormat(source.format) !== undefined
  const sample = sampleOf(isReadable ? source.format : null, hostname, now)
  const request: AlertRequest = { source, ...sample, messageId: null, receivedAt: now }
  const read = await readAlerts(db, request)
  if (read.is !== 'read')
    throw new Error(`The test alert of ${sample.format} cannot be read by its own parser.`)
  const { alerts } = await explainVerdicts(db, request, read)
  const [alert] = alerts
  const outlook = alert ? sayOutlook(alert.decision) : 'ignored'
  const lines = read.verdicts.map(verdict => ({
    ...lineOf(verdict, request),
    isTest: true,
    decidedAt: now,
    reason: `Test, nothing was told to anybody. ${outlook}`,
  }))
  return db.transaction(async tx => {
    const [line] = await appendLines(tx, lines)
    await writeAudit(tx, { at: now, staffId, action: 'test-source', subject: `source ${sourceId}` })
    return line === undefined ? null : { line, outlook }
  })
}
