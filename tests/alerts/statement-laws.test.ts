import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseOcsf } from '#lib/alerts/generic/ocsf.ts'
import type { ParsedItem } from '#lib/alerts/item/item.ts'
import { findTool, formatNames } from '#lib/alerts/tools.ts'
import { measure } from '#tests/support/measure.ts'
import { receivedAt } from './parsed.ts'
import { type Statement, statements } from './statement-bodies.ts'

const services = [
  'HTTP',
  'nginx',
  'Apache',
  'SSH',
  'sshd',
  'MySQL',
  'mariadb',
  'PostgreSQL',
  'Exim',
  'postfix',
  'SMTP',
  'IMAP',
  'dovecot',
  'DNS',
  'redis',
  'memcached',
  'php-fpm',
  'FTP',
  'cPanel',
  'mail server',
  'website',
  'web07',
  'server',
  'host',
  'ping',
  'tcp',
] as const
const metrics = [
  'brute force attack',
  'root logins',
  'deadlocks',
  'frozen messages',
  '5xx rate',
  'orphans',
  'resets sent',
  'bgsave',
  'queue',
  'slow queries',
  'connections used',
  'failed logins',
  'port scan',
  'slowloris attack',
  'certificate expiry',
  'replica lag',
  'backup age',
  'spam score',
  'threads',
  'evicted keys',
  'memory',
  'disk usage',
  'inode usage',
  'version',
  'denial of service attempt',
] as const
const harmless = [
  'detected',
  'is high',
  'above 1 %',
  'is 42',
  'exceeded the threshold',
  'is low',
  'has changed',
  'blocked',
  'was seen 3 times',
  'increased by 20 %',
  'is down 30 %',
  'on web07',
  'in the last 5 minutes',
  'will be down on Sunday',
  'was down for 5m',
  'may become unreachable',
  'is not down',
  'is no longer unreachable',
  'is scheduled to be offline',
  'recovered: was unreachable',
  ': 0 hosts down',
  'of 0 unreachable hosts',
  'acknowledged: "web07 is down"',
  '',
  '= 0',
  'if it is down',
  'scaled down',
] as const
/** Names in the ways of the tools; each with something measured, because HTTP alone is a check's own name. */
const named = fc
  .tuple(fc.constantFrom(...services), fc.constantFrom(...metrics), fc.constantFrom(' ', '_', '.', '-'))
  .map(([service, metric, between]) => `${service} ${metric}`.replaceAll(' ', between))
const sentences = fc
  .tuple(fc.constantFrom(...services), fc.constantFrom('', ...metrics), fc.constantFrom(...harmless))
  .map(words => words.filter(Boolean).join(' '))
const harmlessStatements: fc.Arbitrary<Statement> = fc.record({
  name: named,
  sentence: sentences,
  isHigh: fc.boolean(),
})

/** The format lmd is maldet's, and OCSF comes as generic. */
const formats = Object.keys(statements)

function itemsOf(format: string, body: unknown): ParsedItem[] {
  const parse = format === 'ocsf' ? parseOcsf : findTool(format)?.parse
  const parsed = parse?.({ body, receivedAt })
  return parsed && 'items' in parsed ? parsed.items : []
}

function publicOf(items: readonly ParsedItem[]): ParsedItem[] {
  return items.filter(
    item =>
      item.is === 'alert' &&
      !item.alert.isGuess &&
      (item.alert.kind === 'outage' || item.alert.kind === 'slowdown'),
  )
}

describe('without a statement that something does not answer', () => {
  it('every format is tried', () => {
    expect(formats.filter(format => format !== 'ocsf').sort()).toEqual(
      formatNames()
        .filter(format => format !== 'lmd')
        .sort(),
    )
  })

  it.each(formats)('no body of %s is a stated outage or slowdown', format => {
    const bodyOf = statements[format]
    fc.assert(
      fc.property(harmlessStatements, body => {
        expect(publicOf(itemsOf(format, bodyOf?.(body)))).toEqual([])
      }),
      { numRuns: measure(500, 250) },
    )
  })
})

/** Formats in which words alone can state it. */
const wordy = ['alertmanager', 'grafana', 'zabbix', 'datadog', 'pagerduty', 'opsgenie']
const subjects = [
  'web07',
  'web07.example-host.net',
  'HTTP',
  'SMTP on web07',
  'The server',
  'Nginx',
  'Host web07',
  'The website',
]
const failing = [
  'is down',
  'is unreachable',
  'is not responding',
  'does not answer',
  'does not respond',
  'is offline',
  'is unavailable',
  'is not available',
  'is not reachable',
  "isn't responding",
  'has been down for 5m',
  'timed out',
  ': connection refused',
]
const stating = fc
  .tuple(fc.constantFrom(...subjects), fc.constantFrom(...failing))
  .map(([subject, words]) => `${subject} ${words}`)

describe('what states that something does not answer', () => {
  it.each(wordy)('stays stated in a high sentence of %s, and is a guess in a lower one', format => {
    fc.assert(
      fc.property(stating, fc.boolean(), (sentence, isHigh) => {
        const items = itemsOf(format, statements[format]?.({ name: 'Alert', sentence, isHigh }))
        expect(items).toMatchObject([{ alert: { kind: 'outage', isGuess: !isHigh } }])
      }),
    )
  })

  it.each(['nagios', 'icinga'])(
    'stays stated in a critical check of %s that is named after a service',
    format => {
      const checks = [
        'HTTP',
        'https',
        'SMTP',
        'IMAP',
        'check_imap',
        'SSH',
        'DNS',
        'MySQL',
        'PING',
        'ping4',
        'FTP',
        'POP3',
      ]
      for (const name of checks) {
        const said = { name, sentence: 'CRITICAL - Socket timeout after 10 seconds' }
        expect(itemsOf(format, statements[format]?.({ ...said, isHigh: true }))).toMatchObject([
          { alert: { kind: 'outage', isGuess: false } },
        ])
        expect(publicOf(itemsOf(format, statements[format]?.({ ...said, isHigh: false })))).toEqual([])
      }
    },
  )
})
