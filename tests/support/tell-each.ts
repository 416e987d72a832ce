import { sql } from 'drizzle-orm'
import type { Product } from './product.ts'

/** Each server is told by itself, at once: no failing group mutes its servers, and nothing waits for staff. */
export async function tellEach(product: Product): Promise<void> {
  const calm = { gatherSeconds: 0, quietMinutes: 0, groupLeast: 1_000, breakerIncidents: 10_000 }
  await product.db.execute(
    sql`update settings set value = value || ${JSON.stringify(calm)}::jsonb where key = 'policy'`,
  )
}
