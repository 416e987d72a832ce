import { type Fields, fieldsOf } from '#lib/alerts/fields/fields.ts'
import { firstGiven, numberOf } from '#lib/alerts/fields/given.ts'
import { joinLines, plainLine, quoted } from '#lib/alerts/fields/text.ts'
import { filledIn } from '#lib/alerts/fields/unfilled.ts'
import { hostsNamed } from '#lib/alerts/hosts/named-hosts.ts'
import { identityOn } from '#lib/alerts/identity.ts'
import { ignored, type Parse, type ParsedItem, rejected, reported } from '#lib/alerts/item.ts'
import { files, scanItems, scannedPath } from '#lib/alerts/scan.ts'

/** What clamscan and clamdscan write for a file that they have found. */
const foundLine = /: (.+) FOUND$/gm

/**
 * What our two scripts for ClamAV post, as a form or as JSON. clamd's VirusEvent: event=virus, _host, file, virus, time.
 * A scan by clamscan: event=scan, _host, path, exit_code (0 clean, 1 found, 2 error), output, started, finished.
 */
export const parseClamav: Parse = ({ body, receivedAt }) => {
  const fields = fieldsOf(body)
  if (!fields)
    return { unreadable: `The body is ${quoted(body)}, but accepts the fields of our script for ClamAV.` }
  const isScan = plainLine(fields.exit_code) !== '' || fields.event === 'scan'
  return { items: isScan ? readScan(fields, receivedAt) : [readVirus(fields, receivedAt)], messageId: null }
}

function readVirus(fields: Fields, receivedAt: Date): ParsedItem {
  const file = filledIn(fields.file)
  const virus = filledIn(fields.virus)
  if (file === '' && virus === '')
    return rejected(
      'file',
      `file is ${quoted(fields.file)}, but accepts the path of the file that was found.`,
    )
  if (isPassing(file))
    return ignored(`${quoted(file)} passed through a mail filter: it is no file that lies on the server.`)
  const hosts = hostsNamed(fields)
  return reported(
    {
      source: 'clamav',
      ...identityOn('clamav', hosts, file || virus),
      hosts,
      kind: 'suspicious-file',
      state: 'firing',
      severity: 'warning',

      summary: `ClamAV: ${virus || 'a virus'} in ${file || 'a file that was not named'}`,
      labels: { alertname: virus },

      details: joinLines(file, virus),
      startsAt: fields.time,
      remarks: file === '' ? ['file is missing: clamd did not name it.'] : [],
    },
    receivedAt,
  )
}

function readScan(fields: Fields, receivedAt: Date): ParsedItem[] {
  const code = numberOf(fields.exit_code)
  if (code === null)
    return [
      rejected(
        'exit_code',
        `exit_code is ${quoted(fields.exit_code)}, but accepts the exit code of clamscan: 0, 1 or 2.`,
      ),
    ]
  const output = typeof fields.output === 'string' ? fields.output : ''
  const listed = numberOf(firstGiven(fields.infected, /^Infected files: (\d+)$/m.exec(output)?.[1]))
  // After an error (2) there may have been finds all the same.
  const found =
    code === 1
      ? Math.max(1, listed ?? 0)
      : code === 0
        ? 0
        : (listed ?? [...output.matchAll(foundLine)].length)
  return scanItems(
    {
      source: 'clamav',
      scanner: 'clamscan',
      hosts: hostsNamed(fields),
      target: [scannedPath(fields.path)],
      found,

      summary: `ClamAV: ${files(found, 'infected')} in ${plainLine(fields.path) || 'the scan'}`,
      error: code === 0 || code === 1 ? '' : `it ended with exit code ${code}`,
      details: output,
      startsAt: fields.started,
      endsAt: firstGiven(fields.finished, fields.time),
    },
    receivedAt,
  )
}

/** What clamd was handed as a stream, and the places where mail filters unpack what they look at. */
const passing =
  /^(?:instream\b|stream\b|fd\[|stdin$|-$|\/dev\/(?:stdin|fd\/)|\/var\/(?:spool|lib|tmp)\/(?:amavis\w*|mailscanner|mimedefang|rspamd|exim\d?\/scan|qmailscan|clamav-milter|clamsmtp|p3scan)\b|\/tmp\/(?:clamav-milter|clamsmtp|mimedefang))/i

function isPassing(file: string): boolean {
  return passing.test(file)
}
