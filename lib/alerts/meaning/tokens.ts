import { normaliseHost } from '#lib/alerts/host.ts'
import { isWhole } from '#lib/alerts/hosts-in.ts'
import { attacks, measures, parts } from './words.ts'

/** Names of the server that an alert is about, in the form in which hosts are compared, with their short forms. */
export type Names = ReadonlySet<string>

export function namesOf(hosts: readonly unknown[]): Names {
  const given = [...new Set(hosts.flatMap(host => normaliseHost(host) ?? []))]
  // A bare word beside another name may be that of a program or of a team.
  const sure = given.filter(name => given.length === 1 || isWhole(name) || /\d/.test(name))
  return new Set(sure.flatMap(name => [name, shortOf(name)]).filter(name => /^[^\s]{2,}$/.test(name)))
}

function shortOf(name: string): string {
  return isWhole(name) && /[a-z]/.test(name) ? (name.split('.', 1)[0] ?? name) : name
}

/** The words of a reduced text; each that names the server is 'host-name', and each that names another 'other-host'. */
export function tokens(text: string, names: Names): string[] {
  return text
    .split(/[^a-z0-9._:/-]+/)
    .map(word => word.replace(/^[._:/-]+|[._:/-]+$/g, ''))
    .filter(word => word !== '')
    .map(word => hostIn(word, names) ?? word)
}

/** Whether a token stands for the name of a server. */
export function isHost(token: string): boolean {
  return token === 'host-name' || token === 'other-host'
}

/** What a word is made of: php-fpm is php and fpm. */
export function pieces(token: string): string[] {
  return token.split(/[._:/-]+/).filter(piece => piece !== '')
}

/** web07, web07.example-host.net:443, 203.0.113.17. Where the server is not named, a word with a number counts as its name. */
function hostIn(word: string, names: Names): 'host-name' | 'other-host' | null {
  const bare = word.replace(/:\d{1,5}$/, '')
  if (names.has(bare)) return 'host-name'
  if (isWhole(bare)) return names.size === 0 ? 'host-name' : 'other-host'
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
