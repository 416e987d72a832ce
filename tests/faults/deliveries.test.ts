import { describe, expect, inject, it, type TestContext } from 'vitest'
import { deliveries } from '#db/schema/delivery.ts'
import { startMailProvider } from '#tests/support/mail-provider.ts'
import { measure } from '#tests/support/measure.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { startSmtpProvider } from '#tests/support/smtp-provider.ts'
import { tellEach } from '#tests/support/tell-each.ts'
import { breachesOf, storm, subscribeMany } from './delivery-storm.ts'

/** In how many deliveries the law is tried. SMTP takes one mail at a time, so fewer. */
const count = Number(process.env.FAULT_DELIVERIES ?? measure(20_000, 600))
const countBySmtp = Number(process.env.FAULT_DELIVERIES ?? measure(2_000, 100))
const seed = Number(process.env.FAULT_SEED ?? 19_022_013)
const faultyPart = 0.3

/** Most of a storm is waiting for the outcome of attempts whose process was killed, so both go on at once. */
describe.concurrent('under kill -9 every few seconds and a provider that fails at random, each reader gets each notice once', () => {
  it('through Resend', async ({ onTestFinished }) => {
    const provider = await startMailProvider({ isBodyKept: false })
    provider.misbehave(faultyPart, seed)
    const product = await started(onTestFinished, {
      RESEND_API_KEY: 're_test',
      RESEND_BASE_URL: provider.url,
      // So slow that it lasts for several kills.
      MAIL_RATE: String(count / 2_500),
    })
    await tellEach(product)
    await subscribeMany(product, count)
    const done = await storm(product, count, seed, () => provider.misbehave(0, seed))
    const mails = provider.mails.map(mail => ({ ...mail, messageId: mail.headers['Message-ID'] ?? '' }))
    await provider.close()
    say('Resend', done, provider.requests.length, mails.length)
    expect(await breachesOf(product, count, done, mails)).toEqual([])
    expect(new Set(mails.map(mail => mail.messageId)).size).toBe(mails.length)
    expect(provider.conflicts()).toBe(0)
    expect(done.kills).toBeGreaterThan(0)
  }, 2_400_000)

  it('through SMTP, where the same mail has the same Message-ID', async ({ onTestFinished }) => {
    const provider = await startSmtpProvider({ isBodyKept: false })
    provider.misbehave(faultyPart, seed)
    const product = await started(onTestFinished, {
      SMTP_URL: provider.url,
      MAIL_CONNECTIONS: '20',
      // So slow that it lasts for several kills.
      MAIL_RATE: String(countBySmtp / 25),
    })
    await tellEach(product)
    await subscribeMany(product, countBySmtp)
    const done = await storm(product, countBySmtp, seed, () => provider.misbehave(0, seed))
    const { taken } = provider
    const connections = provider.connections()
    await provider.close()
    // A mailbox keeps the first of those with one Message-ID.
    const mails = [...new Map(taken.map(mail => [mail.messageId, mail])).values()]
    say('SMTP', done, taken.length, mails.length)
    console.log(`SMTP: ${taken.length - mails.length} taken again, ${connections} connections.`)
    const keyed = await withBatches(product, mails)
    expect(await breachesOf(product, countBySmtp, done, keyed)).toEqual([])
    // What is taken again is the same mail to the letter, so a mailbox can tell.
    expect(new Set(taken.map(mail => mail.digest)).size).toBe(mails.length)
    expect(done.kills).toBeGreaterThan(0)
  }, 2_400_000)
})

type AtEnd = TestContext['onTestFinished']

/** The product, until the end of its own test: what is imported would take the one that has begun last. */
async function started(onTestFinished: AtEnd, environment: Record<string, string>): Promise<Product> {
  const product = await startProduct(environment, inject('server'))
  onTestFinished(() => product.stop(), 60_000)
  return product
}

/** Adds the batch of each mail, which SMTP does not carry. */
async function withBatches<M extends { messageId: string }>(product: Product, mails: readonly M[]) {
  const rows = await product.db.select().from(deliveries)
  const batchOf = new Map(rows.map(row => [`<${row.mailId}@127.0.0.1>`, row.batchId]))
  return mails.map(mail => ({ ...mail, key: batchOf.get(mail.messageId) ?? null }))
}

function say(provider: string, done: { kills: number; leavers: unknown[] }, requests: number, mails: number) {
  console.log(
    `${provider}: ${mails} mails by ${requests} requests, ${done.kills} kills, ${done.leavers.length} left meanwhile.`,
  )
}
