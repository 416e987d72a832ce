import { plainLine } from '#lib/alerts/fields/text.ts'
import { measurement } from './phrases.ts'

/** A finding is stated near the beginning; what follows costs time and holds other things. */
const mostCharacters = 240

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

/** A batch says the same names again and again. */
const mostKept = 2000
const kept = new Map<string, string>()

/**
 * A sentence or a name in the one form in which it is read: lower case, instance_down and InstanceDown as "instance down",
 * "isn't" as "is not", addresses as their host. Quotations, measurements, times and lengths of time are left out.
 */
export function reduced(given: unknown): string {
  const near = typeof given === 'string' ? given.slice(0, 4 * mostCharacters) : given
  const line = plainLine(near).slice(0, mostCharacters)
  const known = kept.get(line)
  if (known !== undefined) return known
  if (kept.size >= mostKept) kept.clear()
  const text = reducedLine(line)
  kept.set(line, text)
  return text
}

/** Each step is taken only where the text holds what it is for: most are short. */
function reducedLine(line: string): string {
  const plain = line.replaceAll('’', "'")
  const hosts = plain.includes('://') ? plain.replace(url, '$1') : plain
  const words = joined.test(hosts) ? apart(hosts) : hosts
  const lower = (quote.test(words) ? unquoted(words) : words).toLowerCase().replaceAll('_', ' ')
  const known = respelled.test(lower)
    ? spelled.reduce((text, [from, to]) => text.replace(from, to), lower)
    : lower
  const negated = known.includes("n't") || known.includes('cannot') ? apartFromNot(known) : known
  const bare = measured.test(negated) ? withoutNumbers(negated) : negated
  return bare.replace(/ {2,}/g, ' ').trim()
}

const url = /\b[a-z][a-z0-9+.-]{1,15}:\/\/([^\s/"'<>)\]]*)[^\s"'<>)\]]*/gi
const joined = /[a-z0-9][A-Z]|[A-Z]{2}[a-z]/
const quote = /["'`“”„]/
const respelled = /load ?balancer|name ?server|e-mail|-fpm|-ftpd|zabbix|host-alive|firing:/
const measured = /[0-9|]/

function apartFromNot(text: string): string {
  return text
    .replace(/\bcannot\b/g, 'can not')
    .replace(
      /\b(\w+)n't\b/g,
      (_, verb: string) => `${verb === 'ca' ? 'can' : verb === 'wo' ? 'will' : verb} not`,
    )
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
