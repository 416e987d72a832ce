import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { PageChange } from '#lib/shared.ts'

/** A change as processes are told it. */
export const pageChange = z.object({ id: z.string(), paths: z.array(z.string()) })

/** A change that nobody has named: not the same as any other. */
export function anything(): z.infer<typeof pageChange> {
  return { id: randomUUID(), paths: ['*'] }
}

/** What a notification says; anything where it cannot be read. */
export function readPayload(payload: string | undefined): PageChange {
  try {
    return pageChange.parse(JSON.parse(payload ?? ''))
  } catch {
    return anything()
  }
}
