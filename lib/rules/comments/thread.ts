type Threaded = { id: string; parentId: string | null }

/** A comment with all that answers it or its answers, in the order they came in. */
export type Thread<T> = { first: T; answers: T[] }

/** Threads are one level deep, so that they stay readable on a telephone. An answer to nothing known stands alone. */
export function threadsOf<T extends Threaded>(comments: readonly T[]): Thread<T>[] {
  const byId = new Map(comments.map(comment => [comment.id, comment]))
  const members = Map.groupBy(comments, comment => rootOf(comment, byId))
  return [...members].map(([first, list]) => ({ first, answers: list.filter(comment => comment !== first) }))
}

function rootOf<T extends Threaded>(comment: T, byId: ReadonlyMap<string, T>): T {
  const seen = new Set<T>()
  let root = comment
  for (;;) {
    const parent = root.parentId ? byId.get(root.parentId) : undefined
    if (!parent) return root
    // In a circle nobody came first: each stands alone.
    if (seen.has(parent)) return comment
    seen.add(root)
    root = parent
  }
}
