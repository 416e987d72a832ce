import { plainLine } from '#lib/alerts/text.ts'
import { measurement } from './phrases.ts'

/** A finding is stated near the beginning; what follows costs time and holds other things. */
const mostCharacters = 400

/** Names of programs that would fall apart where words are told by their capitals. */
const mixedCase =
  /MySQL|MariaDB|PostgreSQL|MongoDB|PowerDNS|LiteSpeed|ProFTPD|PureFTPD|cPanel|DirectAdmin|HAProxy|RoundCube/gi

/** Ports of services that customers use; another number is that of a switch or of something inside. */
const servedPorts = new Set(
  [
    20, 21, 22, 25, 53, 80, 110, 143, 443, 465, 587, 853, 990, 993, 995, 2077, 2078, 2082, 2083, 2086, 2087,
    2095, 2096,
  ].concat([2222, 3306, 5432, 8080, 8443]),
)

const spelled: readonly (readonly [RegExp, string])[] = [
  [/\bload ?balancer\b/g, 'loadbalancer'],
  [/\bname ?server\b/g, 'nameserver'],
  [/\be-mail\b/g, 'email'],
  [/\bphp-fpm\b/g, 'phpfpm'],
  [/\bpure-ftpd\b/g, 'pureftpd'],
  // Zabbix asks it as others ask for a ping: its own templates take its silence for the host's.
  [/\bzabbix agent\b/g, 'host'],
  [/\bhost-alive\b/g, 'hostalive'],
  // How many of a group fire.
  [/\bfiring:\d{1,6}\b/g, 'firing'],
]

/**
 * A sentence or a name in the one form in which it is read: lower case, instance_down and InstanceDown as "instance down",
 * "isn't" as "is not", addresses as their host. Quotations, measurements, times and lengths of time are left out.
 */
export function reduced(given: unknown): string {
  const line = plainLine(given).slice(0, mostCharacters).replaceAll('’', "'")
  const hosts = line.replace(/\b[a-z][a-z0-9+.-]{1,15}:\/\/([^\s/"'<>)\]]*)[^\s"'<>)\]]*/gi, '$1')
  const lower = unquoted(apart(hosts)).toLowerCase()
  const plain = spelled
    .reduce((text, [from, to]) => text.replace(from, to), lower)
    .replace(/_/g, ' ')
    .replace(/\bcannot\b/g, 'can not')
    .replace(
      /\b(\w+)n't\b/g,
      (_, verb: string) => `${verb === 'ca' ? 'can' : verb === 'wo' ? 'will' : verb} not`,
    )
  return withoutNumbers(plain).replace(/\s+/g, ' ').trim()
}

/** InstanceDown is two words, HTTPProbeFailed three. */
function apart(text: string): string {
  return text
    .replace(mixedCase, name => ` ${name[0]?.toUpperCase()}${name.slice(1).toLowerCase()}`)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
}

/** What somebody else has said is left out; a name in quotes stays, and so does a text that is all in quotes. */
function unquoted(text: string): string {
  const whole = /^(["'`])([^"'`]*)\1$/.exec(text.trim())
  if (whole) return whole[2] ?? ''
  const marked = text.replace(/[“”„]/g, '"')
  return marked.replace(/"([^"]*)"|`([^`]*)`|(?<!\w)'([^']*)'(?!\w)/g, (_, a = '', b = '', c = '') => {
    const said: string = a || b || c
    return said.trim().includes(' ') ? ' ' : ` ${said} `
  })
}

function withoutNumbers(text: string): string {
  return text
    .replace(measurement, ' ')
    .replace(/\b(?:port|tcp|udp) ?[:/]? ?(\d{1,5})\b/g, (_, port: string) =>
      servedPorts.has(Number(port)) ? 'port' : 'interface',
    )
    .replace(/\b\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d)?)?z?\b|\b\d{1,2}:\d\d(?::\d\d)?\b/g, ' ')
    .replace(
      /\b[1-9]\d*(?:\.\d+)? ?(?:ms|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|attempts?|tries|times)\b/g,
      ' ',
    )
}
