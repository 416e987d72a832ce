import { isWhole } from '#lib/alerts/hosts/hosts-in.ts'
import type { AlertKind } from '#lib/rules/alerts/alert.ts'
import type { Fields } from './fields.ts'
import { ownKind } from './kind.ts'

/** The server that tags name: server:web07, host=web07, or the only one that is a whole host name itself. */
export function hostsInTags(tags: readonly string[]): string[] {
  const named = tags.flatMap(tag => /^(?:server|host|hostname)[:=](.+)$/i.exec(tag)?.[1] ?? [])
  const whole = [...new Set(tags.filter(isWhole))]
  return named.length > 0 ? named.slice(0, 1) : whole.length === 1 ? whole : []
}

/** The kind that somebody has set by hand: kind:outage, or outage alone. */
export function kindInTags(tags: readonly string[]): AlertKind | null {
  return tags.map(tag => ownKind(tag.replace(/^kind[:=]/, ''))).find(kind => kind !== null) ?? null
}

/** Tags as labels: team:web is team=web, prod is prod=yes. */
export function labelsInTags(tags: readonly string[]): Fields {
  const pairs = tags.map(tag => /^([^:=]+)[:=](.*)$/.exec(tag) ?? [tag, tag, 'yes'])
  return Object.fromEntries(pairs.map(([, label, value]) => [label, value]))
}
