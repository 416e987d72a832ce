import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Product, startProduct } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'

let product: Product

beforeAll(async () => {
  product = await startProduct({ PROCESSES: '2', DRAIN_SECONDS: '6' }, inject('server'))
  await until(() => said('by 2 processes'), 'both serve', 60_000)
}, 180_000)

afterAll(() => product?.stop(), 60_000)

type Answered = { status: number; location: string; text: string }

/** Asks over a connection of its own, so that it is each process's turn. */
function ask(path: string, body?: string, headers: Record<string, string> = {}): Promise<Answered> {
  const method = body === undefined ? 'GET' : 'POST'
  const { origin } = new URL(product.siteUrl)
  return new Promise((resolve, reject) => {
    const options = { method, agent: false, headers: { origin, ...headers } }
    const sent = request(product.siteUrl + path, options, response => {
      let text = ''
      response.on('data', chunk => {
        text += chunk
      })
      response.once('error', reject)
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '', text }),
      )
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

const paceMs = 20
const each = Array.from({ length: 6 }, (_, i) => i)
const form = { 'content-type': 'application/x-www-form-urlencoded' }

function said(words: string): boolean {
  return product.output().includes(words)
}

/** The processes that serve, by the one that started them. */
function serving(): number[] {
  const list = readFileSync(`/proc/${product.pid()}/task/${product.pid()}/children`, 'utf8')
  return list.trim().split(' ').filter(Boolean).map(Number)
}

function outage(fingerprint: string) {
  return { fingerprint, server: 'web07', kind: 'outage', state: 'firing', severity: 'critical', summary: 'x' }
}

/** Reports an alert, however long the answer takes on a machine that is busy. */
async function report(facts: object): Promise<number> {
  const head = { authorization: `Bearer ${product.token}`, 'content-type': 'application/json' }
  return (await ask('/api/alerts/generic', JSON.stringify({ version: 1, alerts: [facts] }), head)).status
}

/** Asks for one thing again and again, each in its turn, until it is ended. Returns what went wrong. */
function askOn(askOnce: (i: number) => Promise<number>): () => Promise<{ count: number; failed: unknown[] }> {
  let isOver = false
  const failed: unknown[] = []
  const asking = (async () => {
    let count = 0
    for (; !isOver; count++) {
      const status = await askOnce(count).catch((error: Error) => `${error.message} ${error.cause ?? ''}`)
      if (status !== 200) failed.push(status)
      // Whoever starts meanwhile has most of the machine.
      await pause(paceMs)
    }
    return count
  })()
  return async () => {
    isOver = true
    return { count: await asking, failed }
  }
}

describe('several processes behind one port', () => {
  it('count the same turns, so that they let in no more than one does', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 60; i++)
      statuses.push((await ask(`/api/alerts/in/it_wrong${i}/generic`, '{}')).status)
    const wrong = statuses.filter(status => status === 401).length
    // A few more than the 20 of one: who is quick has taken a turn before the other hears of it.
    expect(statuses.filter(status => status === 429).length).toBe(60 - wrong)
    expect(wrong).toBeLessThan(35)
  })

  it('have the words of a wrong form, whichever of them took it', async () => {
    const { status, location } = await ask('/api/subscribe', 'plain=yes&email=jane-at-example', form)
    expect([status, location]).toEqual([303, expect.stringContaining('/kept/')])
    const { pathname } = new URL(location, product.siteUrl)
    const pages = await Promise.all(each.map(() => ask(pathname)))
    expect(pages.map(({ text }) => text.includes('jane-at-example'))).toEqual(each.map(() => true))
  })

  it('tell all readers of a change, and none of them shows an old page', async () => {
    const end = new AbortController()
    const told = each.map(async () => {
      const stream = await fetch(`${product.siteUrl}/live`, { signal: end.signal })
      let text = ''
      for await (const chunk of stream.body ?? []) {
        text += Buffer.from(chunk).toString()
        if (text.includes('/servers/web07.example-host.net')) return true
      }
      return false
    })
    await product.alert(outage('told'))
    expect(await Promise.all(told)).toEqual(each.map(() => true))
    end.abort()
    const pages = await Promise.all(each.map(() => ask('/servers/web07.example-host.net')))
    expect(new Set(pages.map(({ text }) => /<h1[^>]*>(.*?)<\/h1>/.exec(text)?.[1])).size).toBe(1)
  })

  it('show a change, each of them, though the connections were cut off over which they hear of it', async () => {
    const banner = async () =>
      /<h1[^>]*>(.*?)<\/h1>/.exec((await ask('/servers/web09.example-host.net')).text)?.[1]
    const [before] = await Promise.all(each.map(banner))
    await product.db.execute(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'allclear pages'`)
    await product.alert({ ...outage('cut'), server: 'web09' })
    await until(
      async () => (await Promise.all(each.map(banner))).every(shown => shown !== before),
      'all of them show it',
    )
  })

  it('are started anew when one dies, and the others serve meanwhile', async () => {
    const [first = 0, second] = serving()
    process.kill(first, 'SIGKILL')
    await until(() => !serving().includes(first), 'it is gone')
    expect((await ask('/')).status).toBe(200)
    await until(() => said('answers again'), 'its successor serves', 60_000)
    expect(serving()).toContain(second)
    expect(product.output()).toMatch(/process \d ended by itself \(SIGKILL\)/)
  })

  it('are replaced one after the other without a lost request', async () => {
    const before = serving()
    const { siteUrl } = product
    const readers = [
      askOn(() => ask('/').then(answer => answer.status)),
      askOn(async () => {
        const answer = await fetch(siteUrl)
        await answer.arrayBuffer()
        return answer.status
      }),
      askOn(i => report(outage(`restart:${i}`))),
    ]
    process.kill(product.pid(), 'SIGHUP')
    await until(() => said('all processes were replaced'), 'all are replaced', 200_000)
    const results = await Promise.all(readers.map(end => end()))
    expect(results.map(({ failed }) => failed)).toEqual([[], [], []])
    for (const { count } of results) expect(count).toBeGreaterThan(10)
    for (const pid of before) expect(serving()).not.toContain(pid)
  }, 240_000)

  it('say that they leave before they do, and end together', async () => {
    const ready = async () => (await ask('/readyz')).status
    expect(await ready()).toBe(200)
    const ended = product.end()
    await until(async () => (await ready()) === 503, 'they are not ready')
    expect((await ask('/')).status).toBe(200)
    expect(await ended).toBe(0)
  })
})
