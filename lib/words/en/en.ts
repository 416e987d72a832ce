import { channels } from './channels.ts'
import { incidents } from './incidents.ts'
import { language } from './language.ts'
import { mail } from './mail.ts'
import { maintenance } from './maintenance.ts'
import { notices } from './notices.ts'
import { servers } from './servers.ts'
import { time } from './time.ts'

/** English, one file for each noun. A message is a whole sentence or a whole label, never a piece of one. */
export const en = {
  language,
  channels,
  incidents,
  mail,
  maintenance,
  notices,
  servers,
  time,
} as const
