/** Why the page may be old; null: it is not. */
export type LostDesk = { since: Date; isSignedOut: boolean } | null

const address = '/desk/live'
/** Many changes at once make one page. */
const leastPauseMs = 1_000
/** Of a tab that nobody looks at, whose title alone is read. */
const hiddenPauseMs = 5_000
/** What time alone changes is on the page within this. */
const everyMs = 15_000

/**
 * Calls refresh for what changes at the desk, while somebody answers; lose says since when nobody does. Returns how to end
 * it.
 */
export function followDesk(refresh: () => void, lose: (lost: LostDesk) => void): () => void {
  let stream = new EventSource(address)
  let lastMs = Date.now()
  let waiting: ReturnType<typeof setTimeout> | undefined

  /** The framework leaves the page when its own question fails, and what was typed would go: it is asked only when it may be. */
  async function look(): Promise<void> {
    waiting = undefined
    const status = await ask()
    if (status === 204) {
      lastMs = Date.now()
      lose(null)
      if (stream.readyState === EventSource.CLOSED) open()
      refresh()
    } else lose({ since: new Date(lastMs), isSignedOut: status === 401 })
  }

  function hear(): void {
    const pauseMs = document.visibilityState === 'visible' ? leastPauseMs : hiddenPauseMs
    waiting ??= setTimeout(look, Math.max(0, lastMs + pauseMs - Date.now()))
  }

  function open(): void {
    stream.close()
    stream = new EventSource(address)
    stream.addEventListener('desk', hear)
  }

  const showUp = () => document.visibilityState === 'visible' && hear()
  stream.addEventListener('desk', hear)
  const timer = setInterval(hear, everyMs)
  document.addEventListener('visibilitychange', showUp)
  addEventListener('online', hear)
  return () => {
    stream.close()
    clearInterval(timer)
    clearTimeout(waiting)
    document.removeEventListener('visibilitychange', showUp)
    removeEventListener('online', hear)
  }
}

/** The status of the answer to whether the desk can be asked; 0: there is none. */
async function ask(): Promise<number> {
  try {
    return (await fetch(address, { method: 'HEAD', cache: 'no-store' })).status
  } catch {
    return 0
  }
}
