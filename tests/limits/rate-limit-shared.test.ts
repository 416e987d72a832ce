import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  applyCounted,
  type CountedRequest,
  createRateLimit,
  limitMade,
  requestCounted,
} from '#lib/limits/rate-limit.ts'

const now = new Date('2026-03-10T14:00:00Z')
const few = { burst: 3, perMinute: 1 }

function hear<Said>(where: string): Said[] {
  const said: Said[] = []
  const listener = (message: unknown) => void said.push(message as Said)
  subscribe(where, listener)
  onTestFinished(() => void unsubscribe(where, listener))
  return said
}

describe('a limit that several processes share', () => {
  it('says each turn that is taken or given back, and none that is refused', () => {
    const said = hear<CountedRequest>(requestCounted)
    const limit = createRateLimit({ name: 'shared-a', address: few, network: few })
    for (let i = 0; i < 5; i++) limit.take('192.0.2.1', now)
    limit.giveBack('192.0.2.1')
    expect(said.map(({ name, requests }) => [name, requests])).toEqual([
      ['shared-a', 1],
      ['shared-a', 1],
      ['shared-a', 1],
      ['shared-a', -1],
    ])
  })

  it('counts the turns of another process as its own, of the same name and address alone', () => {
    const limit = createRateLimit({ name: 'shared-b', address: few, network: { burst: 100, perMinute: 1 } })
    const taken = { name: 'shared-b', address: '192.0.2.1', requests: 1, atMs: now.getTime() }
    applyCounted(taken)
    applyCounted(taken)
    applyCounted({ ...taken, name: 'shared-other' })
    applyCounted({ ...taken, address: '192.0.2.9' })
    expect([limit.take('192.0.2.1', now), limit.take('192.0.2.1', now)]).toEqual([true, false])
    applyCounted({ ...taken, requests: -1 })
    expect(limit.take('192.0.2.1', now)).toBe(true)
  })

  it('says nothing of what another process has said', () => {
    const said = hear(requestCounted)
    createRateLimit({ name: 'shared-c', address: few, network: few })
    applyCounted({ name: 'shared-c', address: '192.0.2.1', requests: 1, atMs: now.getTime() })
    expect(said).toEqual([])
  })

  it('says that it is there, so that it can be told what was taken before', () => {
    const said = hear<{ name: string; apply: (turn: CountedRequest) => void }>(limitMade)
    const limit = createRateLimit({ name: 'shared-d', address: few, network: few })
    const [made] = said
    for (let i = 0; i < 3; i++)
      made?.apply({ name: 'shared-d', address: '192.0.2.1', requests: 1, atMs: now.getTime() })
    expect(limit.take('192.0.2.1', now)).toBe(false)
  })
})
