import type { Board } from '#db/reads/servers/board.ts'
import type { ServerPage } from '#db/reads/servers/server-page.ts'
import { type ServerState, type ShownStatus, stateOf } from '#lib/rules/servers/banner.ts'
import { ourSite } from '#lib/site.ts'
import { siteSentence } from '#lib/words/board.ts'
import { inARow } from '#lib/words/notices.ts'
import { serverSentence } from '#lib/words/servers.ts'
import { shortTimes } from '#lib/words/time.ts'
import type { Words } from '#lib/words/words.ts'

/** What a caller is told before they call. isCalm: there is nothing that they need to know. */
export type Note = {
  isCalm: boolean
  sentence: string
  /** When more is said, or until when it takes. */
  when: string | null
  /** The page with more, as a path. */
  path: string
  /** About the whole site: the caller's own server is not known. */
  isWhole: boolean
}

/** A server without data is not known to be in trouble. */
const calmStates: readonly ServerState[] = ['fine', 'without_data']

const isWell = ({ status }: { status: ShownStatus }) => calmStates.includes(stateOf(status))

export function siteNote(words: Words, { servers, banner, open, now }: Board): Note {
  const promised = open.filter(post => post.kind === 'incident').flatMap(post => post.nextUpdateAt ?? [])
  const [first] = promised.sort((a, b) => a.getTime() - b.getTime())
  return {
    isCalm: servers.every(isWell) && banner.openIncidents === 0,
    sentence: siteSentence(words, banner),
    when: promiseWords(words, first ?? null, now),
    path: '/',
    isWhole: true,
  }
}

export function serverNote(words: Words, page: ServerPage): Note {
  const { server, banner, open, now } = page
  const about = open.find(post => post.id === server.status.postId) ?? open[0]
  const until = server.maintenanceUntil
  return {
    isCalm: server.retiredAt !== null || isWell(server),
    sentence: serverSentence(words, banner),
    when: until ? untilWords(words, until, now) : promiseWords(words, page.nextUpdateAt, now),
    path: about?.slug ? `/posts/${about.slug}` : `/servers/${server.hostname}`,
    isWhole: false,
  }
}

/** Several servers of one caller as one: what is the matter with each that is not well. */
export function callerNote(words: Words, pages: readonly ServerPage[]): Note | null {
  const notes = pages.map(page => serverNote(words, page))
  const [first, ...others] = notes.filter(note => !note.isCalm)
  if (!first) return null
  return {
    ...first,
    sentence: inARow(
      words,
      [first, ...others].map(note => note.sentence),
    ),
  }
}

function untilWords(words: Words, until: Date, now: Date): string {
  return words('documents.embed.until', { time: momentOf(words, until, now) })
}

function promiseWords(words: Words, at: Date | null, now: Date): string | null {
  if (!at) return null
  const key = at < now ? 'lateUpdate' : 'nextUpdate'
  return words(`documents.embed.${key}`, { time: momentOf(words, at, now) })
}

function momentOf(words: Words, at: Date, now: Date): string {
  return shortTimes(words, ourSite().zone, now).moment(at)
}
