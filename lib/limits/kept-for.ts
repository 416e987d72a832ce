type Kept<Value> = { value: Promise<Value>; until: number }

/** More keys than this are never asked for at once. */
const mostKeys = 100

/**
 * What costs much to read, read once for all who ask within some seconds of each other. isCostly: whether an answer is
 * kept at all; what is read quickly is read anew. Nobody is given a failure of somebody else's question.
 */
export function keptFor<Value>(
  seconds: number,
  isCostly: (value: Value) => boolean,
): (key: string, now: Date, read: () => Promise<Value>) => Promise<Value> {
  const kept = new Map<string, Kept<Value>>()

  async function readAnew(key: string, now: Date, read: () => Promise<Value>): Promise<Value> {
    const own = { value: read(), until: now.getTime() + seconds * 1000 }
    kept.delete(key)
    kept.set(key, own)
    const [oldest] = kept.keys()
    if (kept.size > mostKeys && oldest !== undefined) kept.delete(oldest)
    const forget = () => {
      if (kept.get(key) === own) kept.delete(key)
    }
    try {
      const value = await own.value
      if (!isCostly(value)) forget()
      return value
    } catch (error) {
      forget()
      throw error
    }
  }

  return async (key, now, read) => {
    const there = kept.get(key)
    if (!there || there.until <= now.getTime()) return readAnew(key, now, read)
    return there.value.catch(() => readAnew(key, now, read))
  }
}
