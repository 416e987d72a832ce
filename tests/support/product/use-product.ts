import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inArray, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, inject } from 'vitest'
import { alertLog } from '#db/schema/alert.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { restoreRows } from '#tests/support/database/rows.ts'
import { holdTestKey } from '#tests/support/database/test-key.ts'
import { type ProductVisit, startProduct, visitProduct } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { refreshPages } from './refresh-pages.ts'

/**
 * The built site with the demo hoster, for the tests of one file. All files share one process, and each finds it as if it
 * were fresh; with an environment of its own, a file has a process of its own.
 */
export function useProduct(environment?: Record<string, string>): ProductVisit {
  const product = {} as ProductVisit
  let close = async () => {}
  beforeAll(async () => {
    if (environment) {
      const own = await startProduct(environment, inject('server'))
      Object.assign(product, own)
      close = own.stop
    } else {
      const shared = visitProduct(inject('product'))
      holdTestKey()
      Object.assign(product, shared)
      close = shared.leave
      await refresh(shared)
    }
  }, 120_000)
  afterAll(() => close(), 60_000)
  return product
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
