import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { measure } from '#tests/support/measure.ts'
import { type Product, startProduct } from '#tests/support/product.ts'

const idle = measure(10_000, 400)
const slow = measure(2_000, 100)
/** Opened in one go; more than a listener's queue would only wait in it. */
const atOnce = 100

let product: Product
const sockets: Socket[] = []

beforeAll(async () => {
  product = await startProduct({}, inject('server'))
}, 120_000)

afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  await product?.stop()
}, 60_000)

function openOne(): Promise<Socket> {
  const { hostname, port } = new URL(product.siteUrl)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve(socket))
    socket.once('error', reject)
    // Who is cut off later is what is looked for.
    socket.on('error', () => {})
    sockets.push(socket)
  })
}

async function openMany(count: number): Promise<Socket[]> {
  const opened: Socket[] = []
  while (opened.length < count) {
    const batch = Math.min(atOnce, count - opened.length)
    opened.push(...(await Promise.all(Array.from({ length: batch }, openOne))))
  }
  return opened
}

async function isServed(): Promise<number[]> {
  const facts = { server: 'web01.example-host.net', kind: 'outage', state: 'firing', severity: 'critical' }
  const page = await fetch(product.siteUrl)
  const alert = await product.alert({ ...facts, fingerprint: `idle ${sockets.length}`, summary: 'x' })
  return [page.status, alert.status]
}

describe('strangers who open connections and leave them', () => {
  it('keep nobody out: thousands that say nothing, and some that send a letter at a time', async () => {
    const beginsAt = performance.now()
    await openMany(idle)
    expect(await isServed()).toEqual([200, 200])
    const halves = await openMany(slow)
    for (const [i, socket] of halves.entries()) socket.write(`GET /?${i} HTTP/1.1\r\nHost: x\r\nX-Slow: `)
    const writing = setInterval(() => {
      for (const socket of halves) if (socket.writable) socket.write('a')
    }, 500)
    try {
      expect(await isServed()).toEqual([200, 200])
      // Of half a body nothing is kept waiting either.
      const [half] = await openMany(1)
      half?.write('POST /api/alerts/generic HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{')
      expect(await isServed()).toEqual([200, 200])
    } finally {
      clearInterval(writing)
    }
    console.log(
      `${idle} idle and ${slow} slow connections, opened and served beside in ${Math.round(performance.now() - beginsAt)} ms.`,
    )
  }, 300_000)
})
