import { channels } from './channels.ts'
import { comments } from './comments.ts'
import { destinations } from './destinations.ts'
import { forms } from './forms.ts'
import { incidents } from './incidents.ts'
import { language } from './language.ts'
import { mail } from './mail.ts'
import { maintenance } from './maintenance.ts'
import { notices } from './notices.ts'
import { preferences } from './preferences.ts'
import { servers } from './servers.ts'
import { subscribers } from './subscribers.ts'
import { time } from './time.ts'

/** English, one file for each noun. A message is a whole sentence or a whole label, never a piece of one. */
export const en = {
  language,
  channels,
  comments,
  destinations,
  forms,
  incidents,
  mail,
  maintenance,
  notices,
  preferences,
  servers,
  subscribers,
  time,
} as const
