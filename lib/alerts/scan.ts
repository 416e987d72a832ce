import { plainLine } from '#lib/alerts/fields/text.ts'
import { identityOn } from './identity.ts'
import { type Facts, type ParsedItem, reported } from './item.ts'

/** What a virus scanner says of one run over one place. */
export type Scan = {
  /** The format's name; scanner is the one that people know. */
  source: string
  scanner: string
  hosts: readonly unknown[]
  /** The parts that name what was scanned, the same in every run: a path, mostly. */
  target: readonly unknown[]
  /** How many files were found; 0 only for a run that ended well. */
  found: number
  /** Said instead of the number. */
  summary: string
  /** What went wrong; '' when nothing did. A run with an error that found nothing is not clean. */
  error: string
  details: unknown
  startsAt: unknown
  endsAt: unknown
  eventId?: unknown
}

/** A find fires and a clean run ends it. A run that failed is an event of its own, for staff: nothing ends it. */
export function scanItems(scan: Scan, receivedAt: Date): ParsedItem[] {
  const { source, hosts, target, startsAt, endsAt } = scan
  const common: Omit<Facts, 'kind' | 'state' | 'summary' | 'fingerprint'> = {
    source,
    hosts,
    severity: 'warning',
    details: scan.details,
    eventId: scan.eventId,
  }
  const find = { ...common, ...identityOn(source, hosts, ...target), kind: 'suspicious-file' } as const
  const failure = { ...common, ...identityOn(source, hosts, ...target, 'error'), kind: 'other' } as const
  const failed = `${scan.scanner} could not finish: ${scan.error}`
  const facts: Facts[] = []
  if (scan.found > 0) facts.push({ ...find, state: 'firing', summary: scan.summary, startsAt })
  else if (scan.error === '') facts.push({ ...find, state: 'resolved', summary: scan.summary, endsAt })
  if (scan.error !== '') facts.push({ ...failure, state: 'firing', summary: failed, eventId: null })
  return facts.map(fact => reported(fact, receivedAt))
}

/** The place of a scan in one form: /home/ is /home. */
export function scannedPath(path: unknown): string {
  const place = plainLine(path).replace(/\/{2,}/g, '/')
  return place.length > 1 ? place.replace(/\/$/, '') : place
}

export function files(count: number, what: string): string {
  return `${count} ${what} file${count === 1 ? '' : 's'}`
}
