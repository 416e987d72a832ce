import { alerts } from './alerts.ts'
import { board } from './board.ts'
import { desk } from './desk.ts'
import { find } from './find.ts'
import { incidents } from './incidents.ts'
import { language } from './language.ts'
import { policy } from './policy.ts'
import { posts } from './posts.ts'
import { sending } from './sending.ts'
import { servers } from './servers.ts'
import { site } from './site.ts'
import { sources } from './sources.ts'
import { time } from './time.ts'

/** English, one file for each noun. A message is a whole sentence or a whole label, never a piece of one. */
export const en = {
  alerts,
  board,
  desk,
  find,
  incidents,
  language,
  policy,
  posts,
  sending,
  servers,
  site,
  sources,
  time,
} as const
