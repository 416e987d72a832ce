import { setTimeout as pause } from 'node:timers/promises'

/** Work of one kind that is done together. */
export type Gathered<In, Out> = (item: In) => Promise<Out>

type Gathering = {
  most: number
  isOwnFault: (error: unknown) => boolean
  leastGapMs?: () => number
}

type Waiting<In, Out> = {
  item: In
  resolve(out: Out): void
  reject(error: unknown): void
}

/**
 * Does work in batches, one batch at a time: what comes while one runs goes into the next.
 * run: returns one outcome for each item, in their order. most: how many items one batch takes at the most. leastGapMs: so
 * long after the beginning of one batch the next begins at the earliest; left out: nobody waits for company.
 * A batch of several that fails by an item's own fault is done again one by one, so that no other item fails with it.
 */
export function gather<In, Out>(
  run: (items: readonly In[]) => Promise<readonly Out[]>,
  { most, isOwnFault, leastGapMs = () => 0 }: Gathering,
): Gathered<In, Out> {
  const waiting: Waiting<In, Out>[] = []
  let isRunning = false
  let beganAt = Number.NEGATIVE_INFINITY

  async function runAll(): Promise<void> {
    isRunning = true
    while (waiting.length > 0) {
      const early = beganAt + leastGapMs() - performance.now()
      // A full batch has all the company that it can have.
      if (early > 0 && waiting.length < most) await pause(early)
      beganAt = performance.now()
      await settle(waiting.splice(0, most))
    }
    isRunning = false
  }

  async function settle(batch: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const outs = await run(batch.map(each => each.item))
      for (const [i, each] of batch.entries()) each.resolve(outs[i] as Out)
    } catch (error) {
      if (batch.length > 1 && isOwnFault(error)) for (const each of batch) await settle([each])
      else for (const each of batch) each.reject(error)
    }
  }

  return item =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!isRunning) void runAll()
    })
}
