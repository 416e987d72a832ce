import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LiveStream } from '#lib/front/live/live-stream.ts'
import { until } from '#tests/support/until.ts'

let live: LiveStream
beforeEach(() => {
  live = new LiveStream()
})
afterEach(() => live.close())

/** A reader as far as the stream knows one; unread: bytes that were told and not taken. */
function join(address: string, brandId: string | null = null, unread = 0) {
  const said: string[] = []
  const reader = {
    said,
    writableLength: unread,
    isGone: false,
    writeHead: () => reader,
    write: (text: string) => said.push(text),
    once: () => reader,
    end: () => reader,
    destroy: () => {
      reader.isGone = true
    },
  }
  live.add(reader as unknown as ServerResponse, address, brandId)
  return reader
}

const toldOf = (reader: { said: string[] }) =>
  reader.said.flatMap(text =>
    text.startsWith('event: pages') ? JSON.parse(text.split('data: ')[1] ?? '') : [],
  )

it('asks readers to come back after different times, so that they do not return in one moment', () => {
  const readers = Array.from({ length: 50 }, (_, i) => join(`192.0.2.${i}`))
  const times = readers.map(({ said }) => Number(/^retry: (\d+)\n\n$/.exec(said[0] ?? '')?.[1]))
  expect(Math.min(...times)).toBeGreaterThanOrEqual(1_000)
  expect(Math.max(...times)).toBeLessThanOrEqual(6_000)
  expect(new Set(times).size).toBeGreaterThan(25)
})

it('tells a few at once, and thousands all of it, who come meanwhile too', async () => {
  const few = Array.from({ length: 20 }, (_, i) => join(`192.0.2.${i}`))
  live.send(['/a'])
  expect(few.map(toldOf)).toEqual(few.map(() => ['/a']))
  const many = Array.from({ length: 1_000 }, (_, i) => join(`10.0.${i >> 8}.${i & 255}`))
  live.send(['/b'])
  const late = join('198.51.100.1')
  expect(toldOf(late)).toEqual(['/a', '/b'])
  await until(() => many.every(reader => toldOf(reader).join() === '/a,/b'), 'all have heard')
})

it('gathers what changes while many are told, and keeps apart what a brand may know', async () => {
  const own = Array.from({ length: 500 }, (_, i) => join(`10.0.${i >> 8}.${i & 255}`))
  const branded = join('198.51.100.2', 'brand1')
  for (const path of ['/a', '/b', '/b', '/c']) live.send([path])
  live.send(['/of-brand'], 'brand1')
  await until(() => own.every(reader => toldOf(reader).includes('/c')), 'all have heard')
  await until(() => toldOf(branded).length > 0, 'the brand has heard')
  expect(own.at(-1)?.said.length).toBeLessThanOrEqual(3)
  expect(new Set(own.flatMap(toldOf))).toEqual(new Set(['/a', '/b', '/c']))
  expect(toldOf(branded)).toEqual(['/of-brand'])
})

it('begins with what has changed of late, for who has read a page before that and listens only now', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    live.send(['/a', '/'])
    live.send(['/of-brand'], 'brand1')
    vi.advanceTimersByTime(20_000)
    live.send(['/a', '/b'])
    expect(toldOf(join('192.0.2.1'))).toEqual(['/', '/a', '/b'])
    expect(toldOf(join('192.0.2.2', 'brand1'))).toEqual(['/of-brand'])
    expect(toldOf(join('192.0.2.3', 'brand2'))).toEqual([])
    vi.advanceTimersByTime(10_001)
    expect(toldOf(join('192.0.2.4'))).toEqual(['/a', '/b'])
    live.send(Array.from({ length: 1_000 }, (_, i) => `/servers/${i}`))
    expect(toldOf(join('192.0.2.5'))).toEqual(['*'])
    vi.advanceTimersByTime(30_001)
    expect(toldOf(join('192.0.2.6'))).toEqual([])
  } finally {
    vi.useRealTimers()
  }
})

it('tells staff who open the desk just after a change, and not what readers hear', () => {
  const said: string[] = []
  const reader = {
    writableLength: 0,
    writeHead: () => {},
    once: () => {},
    end: () => {},
    write: (text: string) => said.push(text),
  }
  live.send(['/a'])
  live.tellStaff()
  live.addStaff(reader as unknown as ServerResponse, '192.0.2.1')
  expect(said.slice(1)).toEqual(['event: desk\ndata: changed\n\n'])
})

it('sends away who does not read, before that costs memory', () => {
  const stuck = join('192.0.2.1', null, 100_000)
  live.send(['/a'])
  expect([stuck.isGone, toldOf(stuck)]).toEqual([true, []])
})

it('lets a page notice that nothing arrives: it says something every 25 seconds', () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  try {
    live.close()
    live = new LiveStream()
    const reader = join('192.0.2.1')
    vi.advanceTimersByTime(25_000)
    expect(reader.said.at(-1)).toBe('event: pages\ndata: []\n\n')
  } finally {
    vi.useRealTimers()
  }
})
