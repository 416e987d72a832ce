/**
 * Begins what it is given one by one, with all else that waits served in between: when hundreds of requests arrive in one
 * moment, the first millisecond of each must not become one long moment of all.
 */
export function oneByOne(): (begin: () => unknown) => void {
  const waiting: (() => unknown)[] = []

  function next(): void {
    const begin = waiting[0]
    try {
      begin?.()
    } finally {
      waiting.shift()
      if (waiting.length > 0) setImmediate(next)
    }
  }

  return begin => {
    waiting.push(begin)
    if (waiting.length === 1) setImmediate(next)
  }
}
