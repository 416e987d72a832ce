import type { Draft } from '#lib/imports/building/draft.ts'
import { hostOfName, whereabouts } from '#lib/imports/building/hosts.ts'
import type { UpptimeConfig } from './shapes.ts'

/** A file of history: the name by which labels name its site, and what it says. */
export type UpptimeState = { slug: string; url: string | null; status: string | null }

/** Adds what Upptime checks. Returns the slugs of what is in trouble there. */
export function addUpptimeSites(
  draft: Draft,
  { sites }: UpptimeConfig,
  states: readonly UpptimeState[],
): Set<string> {
  const bySlug = new Map(states.map(state => [state.slug, state]))
  const slugOfUrl = new Map(states.flatMap(({ url, slug }) => (url ? [[url, slug] as const] : [])))
  const inTrouble = new Set<string>()
  for (const { name, url, slug: own } of sites) {
    const made = upptimeSlug(name)
    const slug =
      own || (bySlug.has(made) ? made : undefined) || (url ? slugOfUrl.get(url) : undefined) || made
    const { hosts, addresses } = whereabouts([...hostOfName(name), url])
    draft.add({
      kind: 'server',
      id: slug,
      name: name.slice(0, 200),
      hosts,
      addresses,
      groupId: null,
      note: null,
    })
    const status = bySlug.get(slug)?.status
    if (status === 'down' || status === 'degraded') inTrouble.add(slug)
  }
  return inTrouble
}

/** As Upptime makes the label of a site of its name: words are told apart by capitals, too ("IPv6" is "i-pv6"). */
function upptimeSlug(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/([A-Z]{2,})(\d)/g, '$1 $2')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-rt-z\d])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
