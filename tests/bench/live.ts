import { readFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type Product, startProduct } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { percentile, printTable } from './table.ts'

const readerCount = 5_000
const changes = 8
/** Readers of one address are limited. */
const perAddress = 90
const openedAtOnce = 200

/**
 * Opens the stream of changes for 5,000 readers with sockets of their own, and prints what each costs in memory and how long it
 * is from an alert until the first, half, 99 of 100 and the last have heard of it; while the board is asked for all the time.
 */
export async function benchLive(): Promise<void> {
  const product = await startProduct()
  const crowd = new Crowd(product.siteUrl)
  try {
    await product.alert(alertOf(0))
    await settle(product)
    const before = await residentKib(product.pid())
    await crowd.open()
    await pause(2_000)
    const after = await residentKib(product.pid())
    const rows = [['', 'first', 'p50', 'p99', 'last', 'board max']]
    for (let i = 1; i <= changes; i++) rows.push(await rowOf(product, crowd, i))
    printTable(`From an alert until ${crowd.size} readers of one process have heard of it`, rows)
    printTable('Memory', [
      ['', 'RSS before', 'RSS after', 'each reader'],
      [
        `${crowd.size} readers`,
        `${(before / 1024).toFixed(0)} MiB`,
        `${(after / 1024).toFixed(0)} MiB`,
        `${((after - before) / crowd.size).toFixed(1)} KiB`,
      ],
    ])
  } finally {
    crowd.close()
    await product.stop()
  }
}

/** What was allocated for the start is given back before memory is compared. */
async function settle({ siteUrl }: Product): Promise<void> {
  for (let i = 0; i < 200; i++) await (await fetch(siteUrl)).arrayBuffer()
  await pause(2_000)
}

async function rowOf(product: Product, crowd: Crowd, i: number): Promise<string[]> {
  await pause(1_500)
  const board: number[] = []
  let isOver = false
  const watching = (async () => {
    while (!isOver) {
      const askedAt = performance.now()
      await (await fetch(product.siteUrl)).arrayBuffer()
      board.push(performance.now() - askedAt)
      await pause(10)
    }
  })()
  const heard = crowd.listen()
  const sentAt = performance.now()
  await product.alert(alertOf(i))
  await until(() => heard.length >= crowd.size, 'all have heard', 30_000).catch(() => {})
  isOver = true
  await watching
  const took = heard.map(at => at - sentAt)
  const ms = [0, 0.5, 0.99, 1].map(part => `${percentile(took, part).toFixed(0)} ms`)
  const missed = crowd.size - heard.length
  return [
    `change ${i}${missed > 0 ? ` (${missed} missed)` : ''}`,
    ...ms,
    `${percentile(board, 1).toFixed(0)} ms`,
  ]
}

function alertOf(i: number) {
  const facts = { server: 'web07.example-host.net', kind: 'outage', severity: 'critical', summary: 'bench' }
  return {
    ...facts,
    fingerprint: `live:${Math.floor((i + 1) / 2)}`,
    state: i % 2 === 1 ? 'firing' : 'resolved',
  }
}

/** Readers, each over a connection of its own, from many addresses of this machine. */
class Crowd {
  size = 0
  private heard: number[] = []
  private readonly agent = new Agent({ keepAlive: false })
  private readonly siteUrl: string

  constructor(siteUrl: string) {
    this.siteUrl = siteUrl
  }

  async open(): Promise<void> {
    console.log(`Opening ${readerCount} streams …`)
    for (let i = 0; i < readerCount; i += openedAtOnce)
      await Promise.all(Array.from({ length: openedAtOnce }, (_, j) => this.join(i + j)))
  }

  /** When each reader hears of the next change. */
  listen(): number[] {
    this.heard = []
    return this.heard
  }

  close(): void {
    this.agent.destroy()
  }

  private join(i: number): Promise<void> {
    const address = Math.floor(i / perAddress)
    const localAddress = `127.1.${Math.floor(address / 250)}.${1 + (address % 250)}`
    return new Promise((resolve, reject) => {
      const asked = request(`${this.siteUrl}/live`, { agent: this.agent, localAddress }, response => {
        if (response.statusCode !== 200) reject(new Error(`A stream was answered ${response.statusCode}.`))
        this.size += 1
        let lastOf: number[] | null = null
        response.on('data', (chunk: Buffer) => {
          if (lastOf === this.heard || !chunk.includes('/servers/web07.example-host.net')) return
          lastOf = this.heard
          this.heard.push(performance.now())
        })
        response.once('close', () => {
          this.size -= 1
        })
        resolve()
      })
      asked.once('error', reject)
      asked.end()
    })
  }
}

async function residentKib(pid: number): Promise<number> {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib)
}
