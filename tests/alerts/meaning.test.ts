import { describe, expect, it } from 'vitest'
import { type AlertStatements, meaningOf } from '#lib/alerts/meaning/meaning.ts'
import { meaningOfFailure } from '#lib/alerts/meaning/monitor.ts'

const hosts = ['web07.example-host.net', '203.0.113.17']
const critical = (said: Partial<AlertStatements>) => meaningOf({ severity: 'critical', ...said })
const inWords = ({ kind, isGuess }: ReturnType<typeof meaningOf>) => (isGuess ? `${kind}?` : kind)

describe('a sentence of critical severity', () => {
  it.each([
    'web07 is down',
    'web07 is down.',
    '"web07 is down"',
    'PROBLEM: web07 is DOWN',
    '[FIRING:1] web07 down',
    'web07: DOWN',
    'DOWN: web07.example-host.net',
    'web07.example-host.net is down for 5m',
    'Host web07.example-host.net (203.0.113.17) is unreachable',
    'Server web07 is not responding to ping',
    'SMTP not responding',
    'SMTP not responding on web07',
    'SMTP isn’t responding',
    "IMAP doesn't answer",
    'HTTP on web07 does not answer',
    'web07 does not answer to ping: unreachable',
    'web07 does not respond',
    'Unavailable by ICMP ping',
    'Linux: Unavailable by ICMP ping',
    'Zabbix agent is not available (for 3m)',
    'Nginx: Service is down',
    'MySQL: Service is down',
    'Apache on web07 is down',
    'The mail server on web07 is not reachable',
    'Website https://shop.example.com/cart is unreachable',
    'HTTPS check failed: connection refused',
    'HTTP on web07: connection refused',
    'web07:443 connection timed out',
    'Port 443 on web07 is not responding',
    'Unable to connect to web07:22',
    'No response from web07',
    'No route to host web07',
    'Blackbox probe failed for https://shop.example.com',
    'connect ECONNREFUSED 203.0.113.17:443',
    'web07 has been unreachable since 14:20',
    'InstanceDown',
    'instance_down',
    'HTTPProbeFailed',
    'MySQLDown',
    'Load balancer is down',
    'PING CRITICAL - Packet loss = 100%',
    'HTTP 503 Service Unavailable',
    'Outage of web07',
    'web07 went offline',
    'All websites on web07 are down',
    'SSH on web07 refuses connections',
    'Nginx is not running',
    'Website https://shop.example.com returned 503 Service Unavailable',
    'web07 is DOWN (3 of 3 attempts failed)',
    "Can't connect to MySQL server on web07",
    "Service 'exim' is down",
  ])('states an outage: %s', sentence => {
    expect(inWords(critical({ sentences: [sentence], hosts }))).toBe('outage')
  })

  it.each([
    ['an attack', 'SSH brute force attack detected', 'other'],
    ['an attack', 'Port scan from 192.0.2.1 detected', 'other'],
    ['an attack', 'Denial of service attempt blocked', 'other'],
    ['an attack', 'slowloris attack on HTTP', 'other'],
    ['an attack', 'web07 is down: DDoS attack', 'outage?'],
    ['a count of none', '0 hosts down', 'other'],
    ['a count of none', 'No hosts are down', 'other'],
    ['a count of none', 'hosts down: 0', 'other'],
    ['a count', '3 of 5 hosts are down', 'outage?'],
    ['a count', '5 of 5 up', 'other'],
    ['a denial', 'web07 is not down', 'other'],
    ['a denial', 'web07 is no longer down', 'other'],
    ['a denial', 'There is no outage', 'other'],
    ['what may be', 'web07 will be down', 'other'],
    ['what may be', 'web07 may become unreachable', 'other'],
    ['what may be', 'Page me if web07 is down', 'other'],
    ['what may be', 'Disk is nearly full: web07 could soon be unavailable', 'other'],
    ['a question', 'web07 is down?', 'outage?'],
    ['the past', 'web07 was down for 5m', 'other'],
    ['the past', 'web07 recovered, was unreachable', 'other'],
    ['planned work', 'web07 is down for maintenance', 'other'],
    ['planned work', 'Scheduled downtime: web07 is unavailable', 'other'],
    ['a quotation', 'Comment by jane: "web07 is down"', 'other'],
    ['a note', 'Acknowledged: web07 is down', 'other'],
    ['a number', 'Traffic of HTTP is down 30 %', 'not stated'],
    ['a number', 'HTTP requests down to 3 a second', 'not stated'],
    ['another verb', 'web07 scaled down', 'other'],
    ['a part', 'Interface eth0: Link down', 'other'],
    ['a part', 'Port 12 is down', 'other'],
    ['a part', 'eth0 is down', 'not stated'],
    ['a part', 'Backup server is unreachable', 'other'],
    ['a part', 'node exporter unreachable for 3m', 'other'],
    ['a part', 'MySQL replica is not responding', 'other'],
    ['a part', 'Backup failed: connection refused', 'other'],
    ['a part', 'BGP peer 192.0.2.1 is down', 'other'],
    ['a part', 'Disk sda is offline', 'other'],
    ['something unknown', 'Grafana is not responding', 'outage?'],
    ['something unknown', 'Grafana on web07 is down', 'outage?'],
    ['something unknown', 'Slack is unreachable', 'outage?'],
    ['a metric', 'Nginx 5xx rate above 1 %', 'other'],
    ['a metric', 'MySQL deadlocks on web07', 'other'],
    ['a metric', 'Exim frozen messages', 'other'],
    ['a metric', 'redis_bgsave_broken', 'other'],
    ['a metric', '10s_ip_tcp_resets_sent', 'other'],
    ['a metric', 'tcp_orphans', 'other'],
    ['a metric', 'ssh_root_logins', 'other'],
    ['a name', 'MySQL', 'outage?'],
    ['a name', 'HTTP shop', 'outage?'],
    ['another host', 'Exim: connection timed out to mx.example.org', 'outage?'],
    ['another host', 'DNS server 192.0.2.53 does not respond', 'outage?'],
    ['nothing', 'Connection refused', 'outage?'],
    ['nothing', 'down', 'outage?'],
    ['a metric', 'icmp_unreachable', 'not stated'],
    ['a metric', 'ssh connection refused count', 'outage?'],
    ['a metric', 'node_network_down', 'outage?'],
    ['hearsay', 'A visitor reports that web07 is down', 'outage?'],
    ['a program', 'Kafka broker is down', 'outage?'],
    ['what is to come', 'web07 goes down tonight', 'outage?'],
    ['slowness', 'CPU load is high on web07', 'slowdown?'],
    ['slowness', 'web07 answers slowly', 'slowdown?'],
    ['a measurement', 'HTTP/1.1 404 Not Found - 1234 bytes in 0.011 second response time', 'not slow'],
    ['a restart', 'web07 has been rebooted', 'reboot'],
    ['a find', 'Trojan found in /home/jane', 'suspicious-file'],
    ['no find', 'No infected files found', 'other'],
    ['no find', 'Virus definitions are 3 days old', 'other'],
  ])('is no statement where it speaks of %s: %s', (_, sentence, expected) => {
    const meaning = critical({ sentences: [sentence], hosts })
    if (expected === 'not slow') expect(meaning.kind).not.toBe('slowdown')
    else if (expected === 'not stated') expect(inWords(meaning)).not.toBe('outage')
    else expect(inWords(meaning)).toBe(expected)
  })

  it('knows a server without a number in its name by what the caller says', () => {
    const sentences = ['berlin is unreachable']
    expect(inWords(critical({ sentences, hosts: ['berlin.example-host.net'] }))).toBe('outage')
    expect(inWords(critical({ sentences, hosts }))).toBe('outage?')
    expect(inWords(critical({ sentences: ['web31 is down'] }))).toBe('outage')
    expect(inWords(critical({ sentences: ['eth0 is down'] }))).toBe('outage?')
  })
})

describe('a sentence of lower severity', () => {
  it.each(['warning', 'info'] as const)('of %s is a guess at most', severity => {
    expect(inWords(meaningOf({ severity, sentences: ['web07 is down'], hosts }))).toBe('outage?')
    expect(inWords(meaningOf({ severity, names: ['HTTP'], hosts }))).toBe('other')
    expect(inWords(meaningOf({ severity, verdict: 'down', names: ['HTTP'], hosts }))).toBe('outage?')
  })
})

describe("a tool's own verdict", () => {
  it('of a site is an outage, whatever the site is called', () => {
    expect(inWords(meaningOfFailure('virus.example.com', 'Connection Timeout'))).toBe('outage')
    expect(inWords(meaningOfFailure('web07 load balancer', 'HTTP 503'))).toBe('outage')
    expect(inWords(meaningOfFailure('web07', 'malware found on the page'))).toBe('suspicious-file')
  })

  it('states an outage or slowness, whatever the name', () => {
    expect(inWords(critical({ verdict: 'down', names: ['Shop of Foo Ltd.'], hosts }))).toBe('outage')
    expect(inWords(critical({ verdict: 'slow', names: ['Shop of Foo Ltd.'], hosts }))).toBe('slowdown')
  })

  it('is a guess where the name is that of a part', () => {
    expect(inWords(critical({ verdict: 'down', names: ['web07 backup'], hosts }))).toBe('outage?')
    expect(inWords(critical({ verdict: 'down', names: ['mysqld_exporter'], hosts }))).toBe('outage?')
  })
})

it('is read within bounds whatever the text', () => {
  const texts = [
    'a'.repeat(1e6),
    '"'.repeat(1e6),
    'is down '.repeat(1e5),
    "'a ".repeat(1e5),
    'http://'.repeat(1e5),
  ]
  for (const sentence of texts) expect(critical({ sentences: [sentence] }).kind).toBeDefined()
})
