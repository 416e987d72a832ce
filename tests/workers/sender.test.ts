import { describe, expect, it } from 'vitest'
import { startSender } from '#lib/workers/sender.ts'
import { expectConsoleError } from '#tests/support/console.ts'
import { until } from '#tests/support/until.ts'

/** A sender of these attempts with two under way at most, whose attempts end when the test says so. */
function started(claimed: string[], stopMs?: number) {
  const begun: string[] = []
  const ends = new Map<string, (error?: Error) => void>()
  const asked: number[] = []
  const sender = startSender<string>(
    async most => {
      asked.push(most)
      return { claimed: claimed.splice(0, most), wakeAt: null }
    },
    one =>
      new Promise<void>((resolve, reject) => {
        begun.push(one)
        ends.set(one, error => (error ? reject(error) : resolve()))
      }),
    2,
    stopMs,
  )
  return { sender, begun, asked, end: (one: string, error?: Error) => ends.get(one)?.(error) }
}

describe('the sender', () => {
  it('has at most so many attempts under way, and begins the next when one is done', async () => {
    const { sender, begun, end, asked } = started(['a', 'b', 'c', 'd'])
    await until(() => begun.length === 2, 'two are under way')
    end('b')
    await until(() => begun.length === 3, 'a third is under way')
    expect(begun).toEqual(['a', 'b', 'c'])
    expect(Math.max(...asked)).toBe(2)
    end('a')
    end('c')
    await until(() => begun.includes('d'), 'the last is under way')
    end('d')
    await sender.stop()
  })

  it('looks again as soon as it is nudged', async () => {
    const claimed: string[] = []
    const { sender, begun, asked, end } = started(claimed)
    await until(() => asked.length > 0, 'it has looked')
    claimed.push('a')
    sender.nudge()
    await until(() => begun.length === 1, 'it is under way')
    end('a')
    await sender.stop()
  })

  it('goes on when the outcome of an attempt could not be saved', async () => {
    expectConsoleError(/the outcome of an attempt could not be saved \(the database is gone\)/)
    const { sender, begun, end } = started(['a', 'b', 'c'])
    await until(() => begun.length === 2, 'two are under way')
    end('a', new Error('the database is gone'))
    await until(() => begun.length === 3, 'the third is under way')
    end('b')
    end('c')
    await sender.stop()
  })

  it('stops in time though an attempt hangs', async () => {
    const { sender, begun } = started(['a'], 50)
    await until(() => begun.length === 1, 'it is under way')
    await sender.stop()
    expect(begun).toEqual(['a'])
  })

  it('stops when what is under way is done, and begins nothing more', async () => {
    const { sender, begun, end } = started(['a', 'b', 'c'])
    await until(() => begun.length === 2, 'two are under way')
    let isStopped = false
    const stopping = sender.stop().then(() => {
      isStopped = true
    })
    end('a')
    await new Promise(resolve => setImmediate(resolve))
    expect(isStopped).toBe(false)
    end('b')
    await stopping
    expect(begun).toEqual(['a', 'b'])
  })
})
