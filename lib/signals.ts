import { type Channel, channel } from 'node:diagnostics_channel'

/** What happens in this process and may be counted. No name of a server or a person is in it. */
export type Signals = {
  /** A request of a tool was answered with this status. accepted: how many of its alerts were taken; rejected: how many were not. */
  alerts: { tool: string; status: number; accepted: number; rejected: number }
  decision: { seconds: number; lines: number; outcome: 'done' | 'failed' }
  /** A page, or a document for programs, was made. */
  render: { seconds: number; of: 'page' | 'document'; outcome: 'done' | 'failed' }
  /** A reader got a page that was kept, or waited for one. */
  page: { from: 'kept' | 'made' }
  /** An attempt to send: over which channel, and what became of it. count: how many mails or messages. */
  delivery: { channel: string; outcome: 'sent' | 'retry' | 'refused'; count: number }
}

const channels = new Map<keyof Signals, Channel>()

function channelOf(name: keyof Signals): Channel {
  const known = channels.get(name)
  if (known) return known
  const made = channel(`allclear:${name}`)
  channels.set(name, made)
  return made
}

/** Says that something happened. Costs nothing worth speaking of while nobody counts. Known to both bundles of the process. */
export function signal<K extends keyof Signals>(name: K, facts: Signals[K]): void {
  const to = channelOf(name)
  if (to.hasSubscribers) to.publish(facts)
}

/** Hears of what happens. Returns how to stop. */
export function onSignal<K extends keyof Signals>(name: K, hear: (facts: Signals[K]) => void): () => void {
  const heard = (facts: unknown) => hear(facts as Signals[K])
  channelOf(name).subscribe(heard)
  return () => void channelOf(name).unsubscribe(heard)
}

/** Runs something, and says how long it took and whether it threw. */
export async function timed<T>(
  run: () => Promise<T>,
  say: (seconds: number, outcome: 'done' | 'failed', result: T | null) => void,
): Promise<T> {
  const beganAt = performance.now()
  const secondsSince = () => (performance.now() - beganAt) / 1000
  try {
    const result = await run()
    say(secondsSince(), 'done', result)
    return result
  } catch (error) {
    say(secondsSince(), 'failed', null)
    throw error
  }
}
