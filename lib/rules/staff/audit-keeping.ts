import { z } from 'zod'

/** Less would be gone before anybody asks; longer than ten years nobody may keep who did what from where. */
export const leastKeptDays = 30
export const mostKeptDays = 3_650

/** For how many days a line of the audit log is kept; two years, unless an owner says otherwise. */
export const AuditKeeping = z.object({
  keptDays: z.number().int().min(leastKeptDays).max(mostKeptDays).default(730),
})
export type AuditKeeping = z.infer<typeof AuditKeeping>
