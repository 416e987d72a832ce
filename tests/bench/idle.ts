import { readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Product, startProduct } from '#tests/support/product.ts'
import { percentile, printTable } from './table.ts'

const each = 5_000
const asked = 400
/** A header of a slow one. */
const betweenDropsMs = 5_000

/**
 * Opens 5,000 connections that say nothing and 5,000 that send their headers drop by drop, and prints how long the board takes for
 * a reader meanwhile, what they cost, and how many are left after half a minute.
 */
export async function benchIdle(): Promise<void> {
  const product = await startProduct()
  const host = new Host(product.siteUrl)
  try {
    await readBoard(product)
    const rows = [['', 'board p50', 'p99', 'max', 'failed', 'open', 'RSS']]
    rows.push(await rowOf('nobody else', product, host))
    host.begin()
    await host.connected()
    rows.push(await rowOf(`${each} silent and ${each} slow ones`, product, host))
    await pause(30_000)
    rows.push(await rowOf('30 s later', product, host))
    printTable('A reader of the board beside connections that ask for nothing', rows)
  } finally {
    host.end()
    await product.stop()
  }
}

/** How long each answer took, over a new connection each; Infinity: there was none. */
async function readBoard({ siteUrl }: Product): Promise<number[]> {
  const took: number[] = []
  for (let i = 0; i < asked; i++) {
    const beganAt = performance.now()
    const isAnswered = await fetch(siteUrl, { headers: { connection: 'close' } }).then(
      async answer => (await answer.arrayBuffer()).byteLength > 0,
      () => false,
    )
    took.push(isAnswered ? performance.now() - beganAt : Number.POSITIVE_INFINITY)
  }
  return took
}

async function rowOf(name: string, product: Product, host: Host): Promise<string[]> {
  const took = await readBoard(product)
  const [, kib] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${product.pid()}/status`, 'utf8')) ?? []
  return [
    name,
    ...[0.5, 0.99, 1].map(part => `${percentile(took, part).toFixed(1)} ms`),
    String(took.filter(ms => !Number.isFinite(ms)).length),
    String(host.open()),
    `${(Number(kib) / 1024).toFixed(0)} MiB`,
  ]
}

/** Connections that are opened and ask for nothing. */
class Host {
  private readonly sockets: Socket[] = []
  private readonly address: URL
  private timer: NodeJS.Timeout | undefined

  constructor(siteUrl: string) {
    this.address = new URL(siteUrl)
  }

  begin(): void {
    const { hostname: host, port } = this.address
    for (let i = 0; i < 2 * each; i++) {
      const localAddress = `127.2.${Math.floor(i / 250)}.${1 + (i % 250)}`
      const socket = connect({ host, port: Number(port), localAddress })
      socket.on('error', () => {})
      socket.resume()
      if (i % 2 === 1) socket.write('GET / HTTP/1.1\r\nHost: x\r\n')
      this.sockets.push(socket)
    }
    this.timer = setInterval(() => {
      for (const [i, socket] of this.sockets.entries()) if (i % 2 === 1) socket.write(`X-${i}: x\r\n`)
    }, betweenDropsMs)
  }

  async connected(): Promise<void> {
    while (this.sockets.some(socket => socket.connecting)) await pause(50)
  }

  open(): number {
    return this.sockets.filter(socket => !socket.destroyed && !socket.connecting).length
  }

  end(): void {
    clearInterval(this.timer)
    for (const socket of this.sockets) socket.destroy()
  }
}
