import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { startMailProvider } from '#tests/support/mail-provider.ts'
import { firstOf, measure } from '#tests/support/measure.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { seeded } from '#tests/support/seeded.ts'
import { tellEach } from '#tests/support/tell-each.ts'
import { startInstances } from './instances.ts'
import { countLosses, prepareStorm, runRounds, settleStorm } from './kill-storm.ts'

const seed = Number(process.env.FAULT_SEED ?? 19_022_013)
/** Of each of four ways in full, and of the one that has the most to break in brief. */
const rounds = Number(process.env.FAULT_ROUNDS ?? measure(50, 2))

const ways = [
  // One that is killed and one that goes on are all that a brief run needs; a third is a start more.
  { database: 'embedded', instances: measure(3, 2) },
  { database: 'external', instances: 3 },
  { database: 'embedded', instances: 1 },
  { database: 'external', instances: 1 },
] as const

/** In full a way takes up to half an hour. */
const saidEvery = 10

/** In one round of so many the private PostgreSQL is killed in the same moment. */
const databaseEvery = 4

beforeAll(() => {
  console.log('database, processes: rounds, accepted, lost, notices lost, duplicates, stale > 2 s')
})

describe('kill -9 of a process in each round, amid a storm that is told to many', () => {
  it.each(firstOf(ways))(
    'loses no accepted alert and no notice, and tells nobody twice: $database PostgreSQL, $instances processes',
    async way => {
      const provider = await startMailProvider({ isBodyKept: false })
      const environment = {
        RESEND_API_KEY: 're_test',
        RESEND_BASE_URL: provider.url,
        MAIL_RATE: '50',
        ALERT_SPOOL: 'on',
      }
      const product = await startProduct(
        environment,
        way.database === 'external' ? inject('server') : undefined,
      )
      const instances = await startInstances(product, way.instances)
      try {
        await tellEach(product)
        await prepareStorm(product, rounds)
        const also = (round: number) => {
          if (round > 0 && round % saidEvery === 0) console.log(`${round} of ${rounds} rounds …`)
          if (way.database === 'embedded' && round % databaseEvery === 1) killDatabase(product)
        }
        const kills = await runRounds(product, instances, rounds, seeded(seed + way.instances), also)
        await settleStorm(product)
        const losses = await countLosses(product, kills, provider.mails)
        const stale = kills.staleMs.filter(ms => ms > 2_000).length
        const { lostAlerts, lostNotices, duplicates, toldTwice } = losses
        console.log(
          `${way.database}, ${way.instances}: ${rounds}, ${kills.accepted.size}, ${lostAlerts}, ${lostNotices}, ${duplicates + toldTwice}, ${stale} of ${kills.staleMs.length} (longest ${Math.max(...kills.staleMs)} ms)`,
        )
        expect(losses).toEqual({ lostAlerts: 0, lostNotices: 0, unsent: 0, duplicates: 0, toldTwice: 0 })
        expect(provider.conflicts()).toBe(0)
      } finally {
        await instances.end()
        await product.stop()
        await provider.close()
      }
    },
    3_600_000,
  )
})

/** The private PostgreSQL, which the product and this test start again. */
function killDatabase({ dataDir }: Product): void {
  const lock = readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')
  process.kill(Number(lock.split('\n')[0]), 'SIGKILL')
}
