import { alerts } from './alerts.ts'
import { policy } from './policy.ts'
import { servers } from './servers.ts'

/** English, one file for each noun. A message is a whole sentence or a whole label, never a piece of one. */
export const en = {
  alerts,
  policy,
  servers,
} as const
