import { normaliseHost } from '#lib/alerts/hosts/host.ts'
import { isWhole } from '#lib/alerts/hosts/hosts-in.ts'
import { attacks, measures, parts } from './words.ts'

/** Names of the server that an alert is about, in the form in which hosts are compared, with their short forms. */
export type HostNames = ReadonlySet<string>

export function namesOf(hosts: readonly unknown[]): HostNames {
  const given = [...new Set(hosts.flatMap(host => normaliseHost(host) ?? []))]
  // A bare word beside another name may be that of a program or of a team.
  const sure = given.filter(name => given.length === 1 || isWhole(name) || /\d/.test(name))
  return new Set(sure.flatMap(name => [name, shortOf(name)]).filter(name => /^[^\s]{2,}$/.test(name)))
}

function shortOf(name: string): string {
  return isWhole(name) && /[a-z]/.test(name) ? (name.split('.', 1)[0] ?? name) : name
}

/**
 * The words of a reduced text, php-fpm as php and fpm. Each name of the server is the one word 'host-name', and each name of
 * another server 'other-host'.
 */
export function tokensIn(text: string, names: HostNames): string[] {
  const words: string[] = []
  for (const [word] of text.matchAll(/[a-z0-9](?:[a-z0-9._:/-]*[a-z0-9])?/g)) {
    const host = hostIn(word, names)
    if (host) words.push(host)
    else if (compound.test(word)) words.push(...word.split(/[._:/-]+/))
    else words.push(word)
  }
  return words
}

const compound = /[._:/-]/

/** Whether a word stands for the name of a server. */
export function isHost(word: string): boolean {
  return word === 'host-name' || word === 'other-host'
}

/** web07, web07.example-host.net:443, 203.0.113.17. Where the server is not named, a word with a number counts as its name. */
function hostIn(word: string, names: HostNames): 'host-name' | 'other-host' | null {
  const bare = word.replace(/:\d{1,5}$/, '')
  if (names.has(bare)) return 'host-name'
  if (compound.test(bare) && isWhole(bare)) return names.size === 0 ? 'host-name' : 'other-host'
  return names.size === 0 && isNumbered(bare) ? 'host-name' : null
}

function isNumbered(bare: string): boolean {
  const [, stem = ''] = /^([a-z]{2,30}(?:-[a-z]{1,30})*)-?\d{1,6}(?:-?[a-z0-9]{1,20})?$/.exec(bare) ?? []
  const isOther = (piece: string) =>
    parts.has(piece) || measures.has(piece) || attacks.has(piece) || devices.has(piece)
  return stem !== '' && !stem.split('-').some(isOther)
}

/** They are numbered like servers. */
const devices = new Set(
  'sd hd vd xvd nvme md dm tty eno ens enp eth em bond br vlan wlan tun tap wg ppp ge xe gi te po lo http ipv tcp udp sha md kafka shard'.split(
    ' ',
  ),
)
