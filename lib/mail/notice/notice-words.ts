import { lasting, moment } from '#lib/mail/moment.ts'
import type { Evidence } from '#lib/rules/agents/finding.ts'
import type { NoticeBody, NoticeServer } from '#lib/rules/notices/notice.ts'
import { serverCondition } from '#lib/words/notices.ts'
import type { Words } from '#lib/words/words.ts'
import type { Content, Passage, ServerRow, Wear } from './content.ts'

/** A server in a mail, with where its page is. */
export type MailedServer = NoticeServer & {
  hostname: string | null
  /** worsened only: what customers were told before. */
  before: NoticeServer | null
  /** passed, ended and update only: when it was over, ISO 8601. */
  until: string | null
  /** held only, for staff: what the alert that it is a guess of says. */
  seen?: string
}

/** held only, for staff: one thing that was found, with where it is and what its scanner says of it. */
export type MailedEvidence = Evidence & {
  findingId: string
  /** ISO 8601. */
  firstSeenAt: string
  /** The labels of the servers of this post on which it is, and how many more there are. */
  servers: readonly string[]
  moreServers: number
  /** The labels of others on which the same is found, and how many more there are. */
  elsewhere: readonly string[]
  moreElsewhere: number
}

/** wears: of a brand; left out: the hoster's own site. */
export type Site = {
  name: string
  /** Without a trailing slash, like pages. */
  url: string
  /** Where its pages are in the reader's language; left out: there. */
  pages?: string
  wears?: Wear
}

/** What the addresses of its pages begin with. */
export function readerPages({ url, pages = url }: Site): string {
  return pages
}

/** All that a notice's mail is made of. The same facts make the same mail. */
export type NoticeMail = {
  site: Site
  postId: string
  /** The reader's own servers of this notice, at least one but for an advisory to everybody. */
  servers: readonly MailedServer[]
  /** Below /posts. */
  slug: string
  /** The page that tells more where there is none of the post; left out: the post's. */
  page?: string | undefined
  /** The promise that stands; null: none was made. */
  nextUpdateAt: Date | null
  /** Somebody of the staff has taken the incident. */
  isTaken: boolean
  /** What it says besides, for notices in the words of staff or about work. */
  body?: NoticeBody | undefined
  /** With which words staff did it, as plain text. */
  words?: readonly string[] | undefined
  /** held only: what was found. */
  evidence?: readonly MailedEvidence[] | undefined
  /** Where readers change what they get; null for staff. */
  preferencesUrl: string | null
  /** Where the reader ends these mails; null for staff. */
  unsubscribeUrl: string | null
}

/** One kind of notice in words. */
export type NoticeWords = { subject: string; content: Content }

/** A mail names at most this many servers; the page has the others. */
const mostNamed = 8

export function serverRows(
  mail: NoticeMail,
  wordsOf: (server: MailedServer) => string,
): Extract<Passage, { is: 'servers' }> {
  const rows = mail.servers.slice(0, mostNamed).map(
    (server): ServerRow => ({
      label: server.label,
      url: server.hostname ? `${readerPages(mail.site)}/servers/${server.hostname}` : null,
      impact: server.impact,
      words: wordsOf(server),
    }),
  )
  return { is: 'servers', rows, more: Math.max(0, mail.servers.length - mostNamed) }
}

/** The rows of what is over: the server is well, whatever it was. */
export function asWell(rows: Extract<Passage, { is: 'servers' }>): Passage {
  return { ...rows, rows: rows.rows.map(row => ({ ...row, impact: 'operational' })) }
}

/** "down since 10:04 UTC". */
export function sinceWords(words: Words, server: NoticeServer): string {
  return words('notices.row.since', { condition: serverCondition(server), since: moment(server.since) })
}

/** "was down from 15:14 to 15:31 UTC (17 minutes)". */
export function wasWords(words: Words, server: MailedServer): string {
  return words('notices.row.was', {
    condition: server.wasWorse ? 'in_trouble' : serverCondition(server),
    period: server.until ? lasting(words, server.since, server.until) : moment(server.since),
  })
}

/** The moment that was promised for the next update, as a mark; null: none was. */
export function dueAt({ nextUpdateAt }: NoticeMail): string | null {
  return nextUpdateAt ? moment(nextUpdateAt) : null
}

/** The path of the page that tells more. */
export function pageOfMore({ page, slug }: Pick<NoticeMail, 'page' | 'slug'>): string {
  return page ?? `/posts/${slug}`
}

function addressOfMore(mail: NoticeMail): string {
  const path = pageOfMore(mail)
  const pages = readerPages(mail.site)
  // The board is "/de", and not "/de/".
  return path === '/' && pages !== mail.site.url ? pages : pages + path
}

type PostLink = 'incident' | 'ended' | 'post' | 'work' | 'done'

export function postAction(words: Words, mail: NoticeMail, link: PostLink): Passage {
  return { is: 'action', label: words(`notices.link.${link}`), url: addressOfMore(mail) }
}

/** The parts that all notices to customers share. */
export function customerFrame(
  words: Words,
  mail: NoticeMail,
): Pick<Content, 'siteName' | 'siteUrl' | 'wears' | 'why' | 'footLinks'> {
  return {
    siteName: mail.site.name,
    siteUrl: readerPages(mail.site),
    wears: mail.site.wears,
    why: whyWords(words, mail),
    footLinks: [
      ...(mail.preferencesUrl ? [{ label: words('notices.change'), url: mail.preferencesUrl }] : []),
      ...(mail.unsubscribeUrl ? [{ label: words('notices.stop'), url: mail.unsubscribeUrl }] : []),
    ],
  }
}

function whyWords(
  words: Words,
  { site: { name: site }, servers: [first, second], body }: NoticeMail,
): string {
  const isWarning = body?.is !== 'words' || body.about !== 'incident'
  if (!first) return words(isWarning ? 'notices.why.warnings' : 'notices.why.all', { site })
  if (second) return words('notices.why.servers', { site })
  return words('notices.why.server', { site, server: first.label })
}
