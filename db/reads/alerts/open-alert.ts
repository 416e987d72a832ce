import { and, eq, isNull } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { alerts } from '#db/schema/alert.ts'
import type { Alert } from '#lib/rules/alerts/alert.ts'

/** An open episode by its id, held until the transaction ends; null: it is over, or there is none. */
export async function readOpenAlert(tx: Transaction, id: string): Promise<Alert | null> {
  const [alert] = await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.id, id), isNull(alerts.closedAt)))
    .for('update')
  return alert ?? null
}
