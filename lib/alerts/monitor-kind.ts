import type { AlertKind } from '#lib/rules/alert.ts'
import { kindOf } from './kind.ts'
import { summaryOf } from './text.ts'

/** Work that runs at times: customers do not notice that it was missed. */
const job =
  /\b(backups?|cron|cronjobs?|jobs?|scans?|scanner|dump|mysqldump|rsync|sync|import|export|reports?|renew|renewal|certbot|logrotate|clean ?up|nightly|hourly|daily|weekly|monthly)\b/i

/** A certificate or a domain that ends: the server is well. */
const ending =
  /\b(ssl|tls|certificate|cert|domain)\b.*\b(expir\w*|renew\w*|days? left)|\bexpir\w*.*\b(ssl|tls|certificate|domain)\b/i

/** What a monitor of something that customers use means when it fails: an outage, unless it is only slow, or says what else it is. */
export function kindOfFailure(name: unknown, cause: unknown): AlertKind {
  const [of, why] = [name, cause].map(summaryOf)
  const kinds = [kindOf(of ?? ''), kindOf(why ?? '')]
  if (kinds.includes('suspicious-file')) return 'suspicious-file'
  if (kinds.includes('slowdown')) return 'slowdown'
  return ending.test(`${of}: ${why}`) ? 'other' : 'outage'
}

/** The same for a monitor that waits for a sign of life, which may be that of a server or of some work. */
export function kindOfSilence(name: unknown): AlertKind {
  return isJob(name) ? 'other' : 'outage'
}

/** Whether a name speaks of work that runs at times, such as web07-backup. */
function isJob(name: unknown): boolean {
  return job.test(summaryOf(name).replace(/[-_./:]+/g, ' '))
}
