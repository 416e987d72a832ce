import { quoted } from '#lib/alerts/fields/text.ts'
import { normaliseHost } from '#lib/alerts/hosts/host.ts'
import { hostsIn } from '#lib/alerts/hosts/hosts-in.ts'
import type { ReportedAlert } from '#lib/rules/alerts/alert.ts'
import {
  type Directory,
  matchServer,
  maySpeakFor,
  type ServerMatch,
  type Unmatched,
} from '#lib/rules/alerts/server-match.ts'
import { boundTo, type SourceReach, standInFor } from '#lib/rules/sources/source.ts'
import { applyRules, type Labels, type SourceRule } from '#lib/rules/sources/source-rule.ts'
import type { ParsedItem } from './item.ts'

/** What the judgement of a batch rests on. */
export type Grounds = {
  source: SourceReach & { rules: readonly SourceRule[] }
  directory: Directory
  /** By the id of the server. */
  hostnames: ReadonlyMap<string, string>
  /** Keys of the episodes that have ended just now, so that a beginning of them is late. */
  ended: ReadonlySet<string>
  /** For ends that name no server: where episodes of their fingerprints are open. */
  openOn: ReadonlyMap<string, ReadonlySet<string>>
}

/** An alert as it would be stored: after the source's rules, its identity complete. */
export type NamedAlert = {
  alert: ReportedAlert
  labels: Labels
  eventId: string | null
  match: ServerMatch
  serverId: string | null
  /** The fingerprint holds the caller's name of the server, because we do not know the server yet. */
  isNamedByHost: boolean
}

type AlertItem = Extract<ParsedItem, { is: 'alert' }>

/** What becomes of one member of a request, before it is decided. */
export type Verdict = {
  result: 'accepted' | 'ignored' | 'unmatched' | 'rejected'
  field: string | null
  reason: string | null
  fingerprint: string | null
  /** null where no alert could be read. */
  named: NamedAlert | null
  /** Whether staff see it in the log. */
  isLogged: boolean
}

/** A request holds at most this many; those beyond can be sent again in another. */
export const mostAlerts = 500

/** One fingerprint on two servers is two episodes, even of one moment. */
export function episodeKey(serverId: string, fingerprint: string, startsAt: Date): string {
  return `${serverId} ${startsAt.getTime()} ${fingerprint}`
}

/** The fingerprints of alerts that may have come after the end of their episode. */
export function lateFingerprints(named: readonly NamedAlert[]): string[] {
  return fingerprintsOf(named.filter(({ alert }) => alert.state === 'firing' && alert.startsAt !== null))
}

/** The fingerprints of ends that name no server. */
export function homelessFingerprints(named: readonly NamedAlert[]): string[] {
  return fingerprintsOf(named.filter(isHomelessEnd))
}

function fingerprintsOf(named: readonly NamedAlert[]): string[] {
  return [...new Set(named.map(({ alert }) => alert.fingerprint))]
}

function isHomelessEnd({ alert, match }: NamedAlert): boolean {
  return alert.state === 'resolved' && 'unmatched' in match && match.unmatched === 'missing'
}

/** An end that names no server belongs to the episode that is open, where there is just one. */
function atHome(named: NamedAlert, { openOn }: Grounds): NamedAlert {
  const [serverId, second] = isHomelessEnd(named) ? (openOn.get(named.alert.fingerprint) ?? []) : []
  if (!serverId || second) return named
  return { ...named, serverId, match: { serverId, how: 'episode' } }
}

/** The verdict on the member at this place of a request. Pure. */
export function judgeItem(item: ParsedItem, index: number, grounds: Grounds): Verdict {
  const nothing = { field: null, fingerprint: null, named: null, isLogged: true }
  if (index >= mostAlerts) {
    const reason = `A request holds at most ${mostAlerts} alerts. Send the rest in another request.`
    // The first of them stands for all.
    return { ...nothing, result: 'rejected', field: 'alerts', reason, isLogged: index === mostAlerts }
  }
  switch (item.is) {
    case 'ignored':
      return { ...nothing, result: 'ignored', reason: item.reason, isLogged: !item.isRoutine }
    case 'rejected':
      return { ...nothing, result: 'rejected', ...pick(item) }
    case 'alert':
      return judgeAlert(item, grounds)
  }
}

function pick({ field, reason, fingerprint }: Extract<ParsedItem, { is: 'rejected' }>) {
  return { field, reason, fingerprint }
}

function judgeAlert(item: AlertItem, grounds: Grounds): Verdict {
  const named = atHome(nameAlert(item, grounds), grounds)
  const { source, hostnames, ended } = grounds
  const { alert, match, serverId } = named
  const { fingerprint, startsAt } = alert
  const about = { field: null, fingerprint, named, isLogged: true }
  const ruled = applyRules(alert, named.labels, source.rules)
  // An end is never ignored: its beginning may be older than the rule.
  if (!ruled && alert.state === 'firing')
    return { ...about, result: 'ignored', reason: 'A rule of this source ignores it.' }
  const ready = { ...about, named: { ...named, alert: ruled ?? alert } }
  if ('unmatched' in match)
    return {
      ...ready,
      // Nobody is to look at what is out of service: it is told why, and waits for no server.
      result: match.unmatched === 'retired' ? 'ignored' : 'unmatched',
      reason: [unmatchedReason(match.unmatched, alert), remarksOf(item)].filter(Boolean).join(' '),
    }
  if (!maySpeakFor(boundTo(source), match.serverId)) {
    const reason = `This token may not speak for ${hostnames.get(match.serverId)}.`
    return { ...ready, result: 'rejected', field: 'server', reason }
  }
  const isOver =
    serverId && startsAt && alert.state === 'firing' && ended.has(episodeKey(serverId, fingerprint, startsAt))
  if (isOver) return { ...ready, result: 'ignored', reason: 'This episode has ended already.' }
  return { ...ready, result: 'accepted', reason: remarksOf(item) }
}

/** What staff read of an alert that was taken although something in it was missing or wrong; null: nothing was. */
function remarksOf({ remarks = [] }: AlertItem): string | null {
  return remarks.length === 0 ? null : remarks.join(' ')
}

/** Finds the server, and completes an identity that depends on it. */
export function nameAlert(
  item: AlertItem,
  { source, directory }: Pick<Grounds, 'source' | 'directory'>,
): NamedAlert {
  const hosts = item.alert.hosts.flatMap(host => normaliseHost(host) ?? [])
  const match = matchOrTitle(hosts, item.alert.summary, directory, standInFor(source))
  const serverId = 'serverId' in match ? match.serverId : null
  const fingerprint = serverId && item.fingerprintOn ? item.fingerprintOn(serverId) : item.alert.fingerprint
  const isNamedByHost = serverId === null && item.fingerprintOn !== null
  const { eventId, labels = {} } = item
  return { alert: { ...item.alert, fingerprint }, labels, eventId, match, serverId, isNamedByHost }
}

/** A text without a blank is a name, be it of a server that we do not know. */
const isName = (host: string) => !/\s/.test(host)

/** Where nothing else names a server, its title may: by the only one of ours that it speaks of. */
function matchOrTitle(
  hosts: readonly string[],
  title: string,
  directory: Directory,
  standIn: string | null,
): ServerMatch {
  const match = matchServer(hosts, directory, standIn)
  if (!('unmatched' in match) || match.unmatched === 'ambiguous' || hosts.some(isName)) return match
  const matches = hostsIn(title).map(host => matchServer([host], directory, null))
  const found = new Set(matches.flatMap(each => ('serverId' in each ? [each.serverId] : [])))
  const [serverId, second] = found
  return serverId === undefined || second !== undefined ? match : { serverId, how: 'title' }
}

function unmatchedReason(why: Unmatched, { hosts }: ReportedAlert): string {
  switch (why) {
    case 'retired':
      return `${quoted(hosts[0])} is retired. Bring it back at the desk, under Servers, if it is in service.`
    case 'unknown':
      return `No server is known as ${quoted(hosts[0])}: kept for staff.`
    case 'ambiguous':
      return `More than one server is known as ${quoted(hosts[0])}: kept for staff.`
    case 'missing':
      return 'The alert names no server: kept for staff.'
  }
}
