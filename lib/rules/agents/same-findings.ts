import { type Evidence, samenessOf } from './finding.ts'

type Similar = Pick<Evidence, 'check' | 'path' | 'sha256'>

/**
 * Findings that are the same, put together, each group in the order that they came in, and the groups by their first: what
 * shares its content or its place with one of a group belongs to it.
 */
export function groupSame<T extends Similar>(findings: readonly T[]): T[][] {
  const groupOf = new Map<string, Set<T>>()
  const groups = new Set<Set<T>>()
  for (const finding of findings) {
    const keys = samenessOf(finding)
    const known = [...new Set(keys.flatMap(key => groupOf.get(key) ?? []))]
    const group = known[0] ?? new Set<T>()
    groups.add(group)
    group.add(finding)
    for (const other of known.slice(1)) {
      for (const each of other) group.add(each)
      groups.delete(other)
    }
    for (const each of group) for (const key of samenessOf(each)) groupOf.set(key, group)
  }
  const place = new Map(findings.map((finding, i) => [finding, i]))
  const placeOf = (finding: T | undefined) => (finding && place.get(finding)) ?? 0
  const inOrder = [...groups].map(group => [...group].sort((a, b) => placeOf(a) - placeOf(b)))
  return inOrder.sort((a, b) => placeOf(a[0]) - placeOf(b[0]))
}
