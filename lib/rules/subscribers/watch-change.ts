import type { SubscriberProblem } from './subscriber-line.ts'
import { readTarget, type Target, writeTarget } from './target.ts'
import type { WatchNames } from './watch-names.ts'

/** A target by the name that a form showed, both as text. */
export type ShownWatch = readonly [target: string, name: string]

/**
 * What is added and removed when names take the place of those that a form showed. What it showed means the same again,
 * even where its server is retired or another one is called so by now.
 */
export function readWatchChange(
  typed: readonly string[],
  shown: readonly ShownWatch[],
  names: WatchNames,
): { add: Target[]; remove: Target[] } | { problem: SubscriberProblem } {
  const known = new Map(shown.map(([target, name]) => [name.toLowerCase(), readTarget(target)]))
  const wanted = new Map<string, Target>()
  for (const name of typed) {
    const target = known.get(name.toLowerCase()) ?? names(name)
    if (typeof target === 'string')
      return { problem: { field: 'watch', is: target, name: name.slice(0, 60) } }
    wanted.set(writeTarget(target), target)
  }
  const had = new Map([...known.values()].flatMap(target => (target ? [[writeTarget(target), target]] : [])))
  return { add: missingIn(wanted, had), remove: missingIn(had, wanted) }
}

function missingIn(list: ReadonlyMap<string, Target>, others: ReadonlyMap<string, Target>): Target[] {
  return [...list].flatMap(([text, target]) => (others.has(text) ? [] : [target]))
}
