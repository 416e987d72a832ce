import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { deliveries } from '#db/schema/delivery.ts'

/** To which of these addresses a letter went; null: to none of them. */
export async function readAddressOf(
  db: Database,
  letterId: string,
  addresses: readonly string[],
): Promise<string | null> {
  const { address, channel } = deliveries
  const [row] = await db
    .select({ address })
    .from(deliveries)
    .where(and(inArray(address, [...addresses]), eq(deliveries.letterId, letterId), eq(channel, 'mail')))
    .limit(1)
  return row?.address ?? null
}
