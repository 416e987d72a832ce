import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inArray, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, inject } from 'vitest'
import { alertLog } from '#db/schema/alert.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { restoreRows } from '#tests/support/database/rows.ts'
import { holdTestKey } from '#tests/support/database/test-key.ts'
import { type ProductPlace, type ProductVisit, visitProduct } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { refreshPages } from './refresh-pages.ts'

/**
 * The built site with the demo hoster, for the tests of one file. All files that ask for the same environment share one
 * process, and each finds it as if it were fresh.
 */
export function useProduct(environment: Record<string, string> = {}): ProductVisit {
  const product = {} as ProductVisit
  beforeAll(async () => {
    Object.assign(product, visitProduct(await lentPlace(environment)))
    holdTestKey()
    await refresh(product)
  }, 120_000)
  afterAll(() => product.leave(), 60_000)
  return product
}

async function lentPlace(environment: Record<string, string>): Promise<ProductPlace> {
  const answer = await fetch(inject('lender'), { method: 'POST', body: JSON.stringify(environment) })
  if (!answer.ok) throw new Error(`The product did not start: ${await answer.text()}`)
  return answer.json()
}

/** Makes the shared product like a fresh one. */
async function refresh(product: ProductVisit): Promise<void> {
  await until(() => isQuiet(product), 'nothing is under way', 5_000).catch(() => {})
  // What the product does meanwhile may hold rows that this waits for, and the other way round.
  await until(() => restoreRows(product.db).then(() => true, isDeadlock), 'the rows are as before', 30_000)
  await refreshPages(product)
  await rm(join(product.dataDir, 'outbox'), { recursive: true, force: true })
}

/** No alert waits for its decision, and no mail is under way. */
async function isQuiet({ db }: ProductVisit): Promise<boolean> {
  const counts = await Promise.all([
    db.$count(alertLog, isNull(alertLog.decidedAt)),
    db.$count(notices, isNull(notices.plannedAt)),
    db.$count(deliveries, inArray(deliveries.state, ['sending'])),
  ])
  return counts.every(count => count === 0)
}

function isDeadlock(error: { cause?: { code?: string } }): false {
  if (error.cause?.code === '40P01') return false
  throw error
}
