import { AsyncLocalStorage } from 'node:async_hooks'
import { cache } from 'react'
import { sharedOnce } from '#lib/shared.ts'

type Kept = Map<unknown, Map<string, unknown>>

const renders = sharedOnce('drawn-pages', () => new AsyncLocalStorage<Kept>())

/** What is read for a page is read once, by its head and its body: whether the framework makes the page, or we do. */
export function perRender<In extends string[], Out>(load: (...given: In) => Out): (...given: In) => Out {
  const byFramework = cache(load)
  return (...given) => {
    const kept = renders.getStore()
    if (!kept) return byFramework(...given)
    const mine = kept.get(load) ?? new Map<string, unknown>()
    kept.set(load, mine)
    const key = given.join('\n')
    if (!mine.has(key)) mine.set(key, load(...given))
    return mine.get(key) as Out
  }
}

/** Makes one page. */
export function inRender<T>(make: () => Promise<T>): Promise<T> {
  return renders.run(new Map(), make)
}
