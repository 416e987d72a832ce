import type { NoticeFacts, NoticeKind } from '#lib/rules/notices/notice.ts'
import { type Impact, impacts } from '#lib/rules/servers/status.ts'

/** What a subscriber may want to hear, of all that they watch. */
export const preferenceKinds = ['outage', 'slowdown', 'advisory', 'maintenance', 'all-clear'] as const
export type PreferenceKind = (typeof preferenceKinds)[number]

/** From which impact on trouble may be told, the mildest first. */
export const troubleImpacts = ['degraded', 'partial_outage', 'major_outage'] as const satisfies Impact[]

/** The subscriber's choice: it counts for everything that they watch but the end of one incident. */
export type Preferences = { kinds: readonly PreferenceKind[]; leastImpact: (typeof troubleImpacts)[number] }

/** Whether two choices are the same, in whatever order the kinds stand. */
export function samePreferences(one: Preferences, other: Preferences): boolean {
  const isSameKind = (kind: PreferenceKind) => one.kinds.includes(kind) === other.kinds.includes(kind)
  return one.leastImpact === other.leastImpact && preferenceKinds.every(isSameKind)
}

export const fullPreferences: Preferences = { kinds: preferenceKinds, leastImpact: 'degraded' }

/** The kind of news that an impact is. */
function kindOfImpact(impact: Impact): PreferenceKind {
  switch (impact) {
    case 'major_outage':
    case 'partial_outage':
      return 'outage'
    case 'degraded':
      return 'slowdown'
    case 'maintenance':
      return 'maintenance'
    case 'operational':
      return 'all-clear'
  }
}

export type NoticePart = { serverId: string; kind: PreferenceKind; rank: number }

/** What a notice to customers is for each server that it names: its kind, and its rank among the impacts. */
export function partsOf({ kind, facts }: { kind: NoticeKind; facts: NoticeFacts }): NoticePart[] {
  const whole = wholeKind(kind, facts)
  return facts.servers.map(({ id, impact }) =>
    whole
      ? { serverId: id, kind: whole, rank: worstRank }
      : { serverId: id, kind: kindOfImpact(impact), rank: rankOf(impact) },
  )
}

/** What a notice is for everybody, whatever they watch; null: each server's impact says it. Only trouble has a degree. */
export function wholeKind(kind: NoticeKind, { servers, saying: body }: NoticeFacts): PreferenceKind | null {
  switch (kind) {
    case 'ended':
      return 'all-clear'
    case 'planned':
    case 'moved':
    case 'reminder':
    case 'starting':
    case 'done':
      return 'maintenance'
    case 'advisory':
      return 'advisory'
    case 'update':
      if (body?.is !== 'words') return null
      if (body.about === 'incident') return servers.length === 0 ? 'outage' : null
      return body.about
    case 'began':
    case 'worsened':
    case 'intermittent':
    case 'held':
    // Who wanted to hear of the trouble wants to hear why.
    case 'review':
      return null
  }
}

/** The rank of trouble; maintenance has no degree, so it counts as the worst. */
function rankOf(impact: Impact): number {
  return impact === 'maintenance' ? worstRank : impacts.indexOf(impact)
}

const worstRank = impacts.length - 1

/** Whether a subscriber wants news. */
export function isWanted(
  { kind, rank }: Pick<NoticePart, 'kind' | 'rank'>,
  preferences: Preferences,
): boolean {
  return preferences.kinds.includes(kind) && rank >= rankOf(preferences.leastImpact)
}

/** The facts of a notice without servers whose news the subscriber does not want. An end keeps all: they heard of it. */
export function wantedFacts(kind: NoticeKind, facts: NoticeFacts, preferences: Preferences): NoticeFacts {
  if (kind === 'ended' || kind === 'done' || kind === 'held') return facts
  const wanted = new Set(
    partsOf({ kind, facts })
      .filter(part => isWanted(part, preferences))
      .map(part => part.serverId),
  )
  return { ...facts, servers: facts.servers.filter(server => wanted.has(server.id)) }
}

/** Whether a notice that names no server, since it concerns everybody, is wanted. */
export function isWantedByAll(kind: NoticeKind, facts: NoticeFacts, preferences: Preferences): boolean {
  const whole = wholeKind(kind, facts)
  return isForAll(facts) && whole !== null && preferences.kinds.includes(whole)
}

/** An advisory that names no server concerns everybody, as does what is said of an incident without any. */
export function isForAll({ servers, saying: body }: NoticeFacts): boolean {
  return servers.length === 0 && body?.is === 'words' && body.about !== 'maintenance'
}

/** An update of an incident is for who watches its servers, unless staff chose otherwise; of other posts for who heard of them. */
export function isForHeard({ saying: body, isForHeard: isChosen }: NoticeFacts): boolean {
  return isChosen === true || (body?.is === 'words' && body.about !== 'incident')
}

/** Reads the choice from a form's fields; null: it is none. Fields that are not there mean everything. */
export function readPreferences(form: URLSearchParams): Preferences | null {
  const kinds = form.has('kind')
    ? preferenceKinds.filter(kind => form.getAll('kind').includes(kind))
    : preferenceKinds
  const least = form.get('least') ?? fullPreferences.leastImpact
  const leastImpact = troubleImpacts.find(impact => impact === least)
  return leastImpact && kinds.length > 0 ? { kinds, leastImpact } : null
}
