import { type Condition, conditionOf } from '#lib/rules/servers/condition.ts'
import type { Cause, Impact } from '#lib/rules/servers/status.ts'
import { listOf } from './list.ts'
import type { Words } from './words.ts'

/** most: so many are named at most. count: how many there are, where labels are only the first of them. */
type Naming = { most?: number; count?: number }

/** "web07", "web07 and web08", "web07, web08 and 5 more servers". */
export function nameServers(words: Words, labels: readonly string[], naming: Naming = {}): string {
  const { most = 3, count = labels.length } = naming
  if (count <= Math.max(2, most)) return listOf(words, labels)
  const shown = labels.slice(0, most - 1)
  return listOf(words, [...shown, words('servers.more', { count: count - shown.length })])
}

/** A condition alone, as a label: "partly down". */
export function conditionLabel(words: Words, condition: Condition): string {
  return words(`servers.condition.${condition}`)
}

/** What is the matter, as a label. isIntermittent: it fails and recovers by turns. */
export function impactLabel(
  words: Words,
  impact: Impact,
  cause: Cause | null,
  isIntermittent = false,
): string {
  return conditionLabel(words, conditionOf(impact, cause, isIntermittent))
}

/** A sentence's beginning: "web07 is down", "web07 and web08 are slow". */
export function serversAre(words: Words, labels: readonly string[], condition: Condition): string {
  return words('servers.are', { count: labels.length, names: nameServers(words, labels), condition })
}
