import { alerts } from './alerts.ts'
import { board } from './board.ts'
import { channels } from './channels.ts'
import { comments } from './comments.ts'
import { customers } from './customers.ts'
import { desk } from './desk.ts'
import { destinations } from './destinations.ts'
import { documents } from './documents/documents.ts'
import { drafts } from './drafts.ts'
import { find } from './find.ts'
import { forms } from './forms.ts'
import { incidents } from './incidents.ts'
import { mail } from './mail.ts'
import { maintenance } from './maintenance.ts'
import { notices } from './notices.ts'
import { policy } from './policy.ts'
import { posts } from './posts.ts'
import { preferences } from './preferences.ts'
import { sending } from './sending.ts'
import { servers } from './servers.ts'
import { site } from './site.ts'
import { sources } from './sources.ts'
import { reminders } from './staff/reminders.ts'
import { reviews } from './staff/reviews.ts'
import { subscribers } from './subscribers.ts'
import { time } from './time.ts'

/** How the language is known to Intl, for lists, numbers and dates; code: as HTML names it. */
const language = { tag: 'en-GB', code: 'en' } as const

/** English, one file for each noun. A message is a whole sentence or a whole label, never a piece of one. */
export const en = {
  alerts,
  board,
  channels,
  comments,
  customers,
  desk,
  destinations,
  documents,
  drafts,
  find,
  forms,
  incidents,
  language,
  mail,
  maintenance,
  notices,
  policy,
  posts,
  preferences,
  reminders,
  reviews,
  sending,
  servers,
  site,
  sources,
  subscribers,
  time,
} as const
