import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { like, sql } from 'drizzle-orm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { deliveries } from '#db/schema/delivery.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { type SmtpProvider, startSmtpProvider } from '#tests/support/smtp-provider.ts'
import { tellEach } from '#tests/support/tell-each.ts'
import { until } from '#tests/support/until.ts'
import { missing } from './daemon.ts'
import { eximPrograms, startExim } from './exim.ts'
import { opendkimPrograms, startOpendkim } from './opendkim.ts'
import { postfixPrograms, startPostfix } from './postfix.ts'

const say = (line: string) => console.log(line)

/** The end of the line for all mail of a test. */
async function receiver(): Promise<SmtpProvider> {
  const provider = await startSmtpProvider()
  onTestFinished(() => provider.close())
  return provider
}

/** The product that mails by this server, until the end of the test. */
async function started(url: string, more: Record<string, string> = {}): Promise<Product> {
  const product = await startProduct({
    SMTP_URL: url,
    MAIL_FROM: 'Example Hosting <status@example.com>',
    ...more,
  })
  onTestFinished(() => product.stop(), 60_000)
  await tellEach(product)
  return product
}

/** Confirmed readers r1@…, r2@…, … of web07. */
async function readers(product: Product, count: number): Promise<void> {
  await product.db.execute(sql`insert into subscribers (id, email, state, confirmed_at)
    select 'r' || n, 'r' || n || '@customers.example', 'confirmed', now() from generate_series(1, ${count}::int) n`)
  await product.db.execute(sql`insert into subscriptions (id, subscriber_id, server_id, confirmed_at)
    select 'r' || n, 'r' || n, servers.id, now() from generate_series(1, ${count}::int) n
    join servers on servers.label = 'web07'`)
}

async function outage(product: Product, fingerprint = 'ping:web07'): Promise<void> {
  const { status } = await product.alert({
    fingerprint,
    server: 'web07.example-host.net',
    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    summary: 'web07 does not answer',
  })
  expect(status).toBe(200)
}

async function askToSubscribe(product: Product, email: string): Promise<void> {
  const form = new URLSearchParams({ email, target: 'all' })
  const headers = { origin: product.siteUrl }
  const address = `${product.siteUrl}/api/subscribe`
  const answer = await fetch(address, { method: 'POST', body: form, headers, redirect: 'manual' })
  expect(answer.headers.get('location')).toBe('/subscribe/sent')
}

/** How often each of our readers got a mail, by address. */
function copies(provider: SmtpProvider): Record<string, number> {
  const own = provider.taken.filter(({ to }) => to.endsWith('@customers.example'))
  const counted = [...Map.groupBy(own, ({ to }) => to)].map(([to, mails]) => [to, mails.length] as const)
  return Object.fromEntries(counted.sort())
}

const once = (addresses: readonly string[]) => Object.fromEntries([...addresses].sort().map(to => [to, 1]))
const addresses = (count: number) => Array.from({ length: count }, (_, i) => `r${i + 1}@customers.example`)

/** After this long, a mail whose attempt counted as lost would have come again. */
const watchMs = 90_000

describe('a mail server that answers the end of the text late', () => {
  it.each([15, 40, 100])('after %i seconds, gets each notice and each question once', async seconds => {
    const provider = await receiver()
    provider.slow(seconds * 1000)
    const product = await started(provider.url)
    await readers(product, 4)
    const since = Date.now()
    await outage(product)
    await askToSubscribe(product, 'new@customers.example')
    const all = [...addresses(4), 'new@customers.example']
    const isAllSent = async () => {
      const rows = await product.db
        .select()
        .from(deliveries)
        .where(like(deliveries.address, 'r%@customers.example'))
      return rows.length === 4 && rows.every(row => row.state === 'sent')
    }
    await until(isAllSent, 'all are said to be sent', (seconds + 60) * 1000)
    say(`slow by ${seconds} s: all sent after ${Math.round((Date.now() - since) / 1000)} s`)
    await until(() => Date.now() - since > seconds * 1000 + watchMs, 'a repetition would be there', 300_000)
    say(`slow by ${seconds} s: copies ${JSON.stringify(copies(provider))}`)
    expect(copies(provider)).toEqual(once(all))
  })
})

describe('a site that is ended while a mail server has not answered yet', () => {
  it('ends in time, and sends the mail again when it is back', async () => {
    const provider = await receiver()
    // The demo's own readers get mails too.
    provider.hold(10)
    const product = await started(provider.url)
    await readers(product, 1)
    await outage(product)
    await until(() => provider.taken.some(({ to }) => to.startsWith('r1@')), 'it waits for an answer', 60_000)
    const since = Date.now()
    expect(await product.end()).toBe(0)
    say(`ended after ${Math.round((Date.now() - since) / 100) / 10} s`)
    provider.hold(0)
    provider.release()
    await product.restart()
    const isSent = async () =>
      (await product.db.select().from(deliveries).where(like(deliveries.address, 'r1@%')))[0]?.state ===
      'sent'
    await until(isSent, 'it is sent', 120_000)
    const own = provider.taken.filter(({ to }) => to.startsWith('r1@'))
    expect(own).toHaveLength(2)
    expect(new Set(own.map(mail => mail.digest)).size).toBe(1)
  })
})

describe('Postfix', () => {
  it('gets nothing twice and nothing too late over a restart, and all that it sends is signed as RFC 8058 wants', async ({
    skip,
  }) => {
    const why = missing(...postfixPrograms, ...opendkimPrograms)
    skip(why !== null, why ?? '')
    const provider = await receiver()
    const opendkim = await startOpendkim()
    onTestFinished(() => opendkim.close())
    const postfix = await startPostfix(provider.url, opendkim.port)
    onTestFinished(() => postfix.close())
    const product = await started(postfix.url, { MAIL_RATE: '5' })
    await readers(product, 60)
    await outage(product)
    await until(() => provider.taken.length >= 15, 'some have arrived', 60_000)
    await postfix.stop()
    const stoppedAt = Date.now()
    await until(() => Date.now() - stoppedAt > 25_000, 'it has been away for a while', 60_000)
    await postfix.start()
    const backAt = Date.now()
    await until(() => Object.keys(copies(provider)).length === 60, 'all have arrived', 120_000)
    say(`Postfix: all 60 arrived ${Math.round((Date.now() - backAt) / 1000)} s after it had come back`)
    await until(() => Date.now() - backAt > watchMs, 'a repetition would be there', 120_000)
    expect(copies(provider)).toEqual(once(addresses(60)))
    const verdicts = provider.raw.map(raw => opendkim.verify(raw))
    const good = verdicts.filter(verdict => /verification .*succeeded/.test(verdict)).length
    say(`opendkim: ${good} of ${verdicts.length} verified; ${verdicts[0]}`)
    expect(good).toBe(provider.raw.length)
    for (const raw of provider.raw.filter(each => /^List-Unsubscribe:/m.test(each)))
      expect(raw.replace(/\r\n[ \t]+/g, '')).toMatch(/^DKIM-Signature:.*h=[^;]*List-Unsubscribe-Post/im)
  })
})

describe('Exim', () => {
  it('reports dead mailboxes, and a report waits while the site is away', async ({ skip }) => {
    const why = missing(...eximPrograms)
    skip(why !== null, why ?? '')
    const provider = await receiver()
    provider.refuseAddress('r1@customers.example', 550, '5.1.1 No such user')
    provider.refuseAddress('r2@customers.example', 550, 'No such user here')
    provider.refuseAddress('r3@customers.example', 552, '5.2.2 Mailbox full')
    provider.refuseAddress('r4@customers.example', 554, '5.7.1 Your address is on a blocklist')
    provider.refuseAddress('new@customers.example', 550, 'User unknown')
    const exim = await startExim(provider.url)
    onTestFinished(() => exim.close())
    const product = await started(exim.url, { SMTP_BOUNCES_TO: 'bounces@example.com' })
    exim.returnTo(scriptFor(product.siteUrl))
    await readers(product, 5)
    await outage(product)
    const states = async () => {
      const rows = await product.db
        .select()
        .from(subscribers)
        .where(like(subscribers.email, '%@customers.example'))
      return Object.fromEntries(rows.map(row => [row.email.split('@')[0], row.state]))
    }
    const dead = { r1: 'suppressed', r2: 'suppressed' }
    const alive = { r3: 'confirmed', r4: 'confirmed', r5: 'confirmed' }
    await until(
      async () => (await states()).r2 === 'suppressed' && (await states()).r1 === 'suppressed',
      'both are known',
      60_000,
    )
    const [full] = await product.db.select().from(deliveries).where(like(deliveries.address, 'r3@%'))
    exim.returnTo(scriptFor('http://127.0.0.1:1'))
    await askToSubscribe(product, 'new@customers.example')
    await until(() => /defer .*returned 75/.test(exim.log()), 'a report waits while the site is away', 60_000)
    expect(await states()).toMatchObject({ new: 'pending' })
    exim.returnTo(scriptFor(product.siteUrl))
    await until(async () => (await states()).new === 'suppressed', 'the report came after all', 120_000)
    say(`Exim: ${JSON.stringify(await states())}; full mailbox: ${full?.error ?? 'nothing kept yet'}`)
    expect(await states()).toEqual({ ...dead, ...alive, new: 'suppressed' })
  })
})

/** README's script, for the site at this address. */
function scriptFor(address: string): string {
  const script = /```sh\n(#!\/bin\/sh\n# Code 75[^`]*)```/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? ''
  return script.replace('https://status.example.com', address)
}

describe('SpamAssassin', () => {
  it('finds nothing in a notice and in a question that costs more than a point', async ({ skip }) => {
    const why = missing('/usr/bin/spamassassin')
    skip(why !== null, why ?? '')
    const provider = await receiver()
    const product = await started(provider.url)
    await readers(product, 1)
    await outage(product)
    await askToSubscribe(product, 'new@customers.example')
    await until(() => Object.keys(copies(provider)).length === 2, 'both have arrived', 60_000)
    for (const raw of provider.raw) {
      const marked = execFileSync('/usr/bin/spamassassin', ['-L', '-t'], {
        input: Buffer.from(raw, 'latin1'),
      })
      const [, score = 'none', tests = ''] =
        /^X-Spam-Status: \w+, score=(-?[\d.]+).*?tests=([\s\S]*?)\s+autolearn/m.exec(marked.toString()) ?? []
      say(`SpamAssassin: ${score} ${tests.replace(/\s+/g, '')}`)
      expect(Number(score)).toBeLessThanOrEqual(1)
    }
  })
})
