import { inThread } from '#lib/limits/in-thread.ts'
import type { CustomerRecord } from '#lib/rules/customers/record.ts'

/** What is drawn. site: its name; madeAt: when it was read. */
export type RecordSheet = { record: CustomerRecord; site: string; madeAt: Date }

/** How many may wait, each with its record in memory. */
const mostWaiting = 4

const thread = inThread<RecordSheet, Uint8Array<ArrayBuffer>>('lib/customers/record/sheet-worker.ts', 60_000)

/** Draws a record as a tagged PDF: a long one takes seconds. Returns 'busy' when others wait already; rejects when it cannot be drawn. */
export async function drawRecord(sheet: RecordSheet): Promise<Uint8Array<ArrayBuffer> | 'busy'> {
  return thread.waiting() >= mostWaiting ? 'busy' : thread.make(sheet)
}
