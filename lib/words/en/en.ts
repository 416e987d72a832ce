import { alerts } from './alerts.ts'
import { desk } from './desk.ts'
import { policy } from './policy.ts'
import { sending } from './sending.ts'
import { servers } from './servers.ts'
import { sources } from './sources.ts'

/** English, one file for each noun. A message is a whole sentence or a whole label, never a piece of one. */
export const en = {
  alerts,
  desk,
  policy,
  sending,
  servers,
  sources,
} as const
