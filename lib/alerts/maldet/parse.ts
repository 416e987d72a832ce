import { type Fields, fieldsOf, fieldsOrNone } from '#lib/alerts/fields/fields.ts'
import { firstGiven, numberOf } from '#lib/alerts/fields/given.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { readTime } from '#lib/alerts/fields/time.ts'
import { hostsNamed } from '#lib/alerts/hosts/named-hosts.ts'
import { identityOn } from '#lib/alerts/identity.ts'
import { ignored, type Parse, type ParsedItem, reported } from '#lib/alerts/item.ts'
import { scanItems, scannedPath } from '#lib/alerts/scan.ts'

/**
 * Linux Malware Detect in its three ways: the JSON of post_scan_hook (our script adds _host), the report that
 * `maldet --json-report` prints, and the post of one hit that it aims at an ELK server.
 */
export const parseMaldet: Parse = ({ body, receivedAt }) => {
  const fields = fieldsOf(body)
  const scan = fieldsOf(fields?.scan)
  if (fields && scan) return { items: readReport(fields, scan, receivedAt), messageId: null }
  if (fields && numberOf(fields.hits) !== null)
    return { items: readHook(fields, receivedAt), messageId: null }
  if (fields && plainLine(fields.file) !== '')
    return { items: [readHit(fields, receivedAt)], messageId: null }
  return {
    unreadable: `The body is ${quoted(body)}, but accepts post_scan_hook's JSON (hits), a JSON report (scan) or one hit (file).`,
  }
}

/** scan_type cli is a whole scan; digest and escalation tell what the monitor has found since, so nothing new is not clean. */
function readHook(hook: Fields, receivedAt: Date): ParsedItem[] {
  const found = numberOf(hook.hits) ?? 0
  const isWhole = plainLine(hook.scan_type) === 'cli' || plainLine(hook.scan_type) === ''
  if (found === 0 && !isWhole)
    return [ignored('The monitor has found nothing new, which does not clear what it found before.')]
  const target = plainLine(firstGiven(hook.path, hook.scan_type))
  return runItems(
    {
      hosts: hostsNamed(hook),
      target,
      found,
      error: errorOf(hook.exit_code),
      startsAt: hook.scan_start,
      elapsed: hook.elapsed,
      details: joinLines(
        `scan ${plainLine(hook.scan_id)}: ${plainLine(hook.files)} files, ${plainLine(hook.cleaned)} cleaned`,
        `maldet --report ${plainLine(hook.scan_id)}`,
      ),
      // The monitor keeps one scan id for as long as it runs.
      eventId: isWhole ? hook.scan_id : null,
    },
    receivedAt,
  )
}

function readReport(report: Fields, scan: Fields, receivedAt: Date): ParsedItem[] {
  const hits = Array.isArray(report.hits) ? report.hits.map(fieldsOrNone) : []
  const summary = fieldsOrNone(report.summary)
  const found =
    numberOf(firstGiven(scan.total_hits, scan.hits, summary.total_hits, summary.hits)) ?? hits.length
  return runItems(
    {
      hosts: [...hostsNamed(report), ...hostsNamed(scan)],
      target: plainLine(firstGiven(scan.path, scan.scan_path)),
      found: Math.max(found, hits.length),
      error: errorOf(scan.exit_code),
      startsAt: firstGiven(scan.scan_start, scan.start_epoch, scan.started, scan.start, scan.start_time),
      elapsed: firstGiven(scan.elapsed, scan.elapsed_seconds),
      details: joinLines(...hits.map(hit => `${plainLine(hit.signature)} ${plainLine(hit.file)}`)),
      eventId: scan.id,
    },
    receivedAt,
  )
}

type Run = {
  hosts: readonly unknown[]
  target: string
  found: number
  error: string
  startsAt: unknown
  elapsed: unknown
  details: string
  eventId: unknown
}

function runItems(run: Run, receivedAt: Date): ParsedItem[] {
  const place = run.target === '' ? '' : ` in ${run.target}`
  const summary = `maldet: ${run.found} hit${run.found === 1 ? '' : 's'}${place}`
  const { elapsed, target, ...rest } = run
  const scan = {
    source: 'lmd',
    scanner: 'maldet',
    ...rest,
    target: [scannedPath(target)],
    summary,
    endsAt: endOf(run),
  }
  return scanItems(scan, receivedAt)
}

/** Milliseconds since 1970. */
function endOf({ startsAt, elapsed }: Run): number | null {
  const start = readTime(startsAt)
  return start instanceof Date ? start.getTime() + (numberOf(elapsed) ?? 0) * 1000 : null
}

/** 0 is clean and 2 is hits; 1 is an error. */
function errorOf(exitCode: unknown): string {
  return numberOf(exitCode) === 1 ? 'it ended with exit code 1' : ''
}

function readHit(hit: Fields, receivedAt: Date): ParsedItem {
  const hosts = hostsNamed(hit)
  const signature = plainLine(firstGiven(hit.hit, hit.signature))
  const facts = [hit.hash, hit.size, hit.owner].map(plainLine).filter(fact => fact !== '')
  return reported(
    {
      source: 'lmd',
      ...identityOn('lmd', hosts, hit.file),
      hosts,
      kind: 'suspicious-file',
      state: 'firing',
      severity: 'warning',

      summary: `maldet: ${signature || 'a hit'} in ${plainLine(hit.file)}`,
      labels: { alertname: signature },

      details: joinLines(plainLine(hit.file), signature, facts.join(' ')),
      startsAt: firstGiven(hit.date, hit.mtime),
    },
    receivedAt,
  )
}
