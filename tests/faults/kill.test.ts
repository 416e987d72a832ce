import { isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { alertLog } from '#db/schema/alert.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { servers } from '#db/schema/server.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { measure } from '#tests/support/measure.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'

const rounds = measure(5, 3)
const alertsPerRound = 12

let product: Product

beforeAll(async () => {
  product = await startProduct()
}, 120_000)

afterAll(() => product?.stop(), 60_000)

/** One confirmed subscriber for each server, named after it. */
async function subscribeToEach(): Promise<string[]> {
  const rows = await product.db.select().from(servers)
  for (const { id, label } of rows) {
    const subscriberId = newId()
    await product.db.insert(subscribers).values({
      id: subscriberId,
      email: `${label}@customers.example`,
      state: 'confirmed',
      confirmedAt: new Date(),
    })
    await product.db.insert(subscriptions).values({ subscriberId, serverId: id, confirmedAt: new Date() })
  }
  return rows.map(row => row.label)
}

describe('kill -9 of the site at any moment', () => {
  it('loses no accepted alert, and sends nobody the same notice twice', async () => {
    const labels = await subscribeToEach()
    const accepted = new Set<string>()

    for (let round = 0; round < rounds; round++) {
      const chosen = labels.slice(round * alertsPerRound, (round + 1) * alertsPerRound)
      const posting = chosen.map(async label => {
        const answer = await product
          .alert({
            fingerprint: `ping:${label}`,
            server: `${label}.example-host.net`,
            kind: 'outage',
            state: 'firing',

            severity: 'critical',
            summary: `${label} is silent`,
          })
          .catch(() => undefined)
        if (answer?.status === 200 && answer.body.results[0].status === 'accepted')
          accepted.add(`ping:${label}`)
        return answer
      })
      // The kill lands at another moment each round: before, during or after the decision and the mails.
      if (round > 0) await Promise.race(posting)
      if (round > 1) await Promise.all(posting)
      if (round > 2) await until(async () => (await product.mails()).length > 0, 'a mail is out')
      await product.kill()
      await Promise.allSettled(posting)
      await product.restart()
    }

    expect(accepted.size).toBeGreaterThan(alertsPerRound)
    await until(
      async () => (await product.db.$count(alertLog, isNull(alertLog.decidedAt))) === 0,
      'all is decided',
      30_000,
    )
    const logged = new Set((await product.db.select().from(alertLog)).map(line => line.fingerprint))
    for (const fingerprint of accepted) expect(logged).toContain(fingerprint)

    const mailOf = (label: string, mails: Awaited<ReturnType<Product['mails']>>) =>
      mails.filter(mail => JSON.stringify(mail.to).includes(`"${label}@customers.example"`))
    await until(
      async () => {
        const mails = await product.mails()
        return [...accepted].every(fingerprint => mailOf(fingerprint.slice('ping:'.length), mails).length > 0)
      },
      'each subscriber of an accepted alert has a mail',
      90_000,
    )
    await until(
      async () => {
        const rows = await product.db.select().from(deliveries)
        return rows.every(row => row.state === 'sent')
      },
      'no delivery is under way',
      90_000,
    )
    const mails = await product.mails()
    for (const label of labels)
      expect(mailOf(label, mails).length, `mails to ${label}`).toBeLessThanOrEqual(1)
  }, 300_000)
})
