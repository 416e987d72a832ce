import { lasting, moment } from '#lib/mail/moment.ts'
import type { NoticeBody, NoticeServer } from '#lib/rules/notices/notice.ts'
import type { Cause } from '#lib/rules/servers/status.ts'
import { impactPhrase, nameServers, serversAre } from '#lib/rules/servers/wording.ts'
import type { Content, Passage, ServerRow } from './content.ts'

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

export type Site = { name: string; url: string }

/** All that a notice's mail is made of. The same facts make the same mail. */
export type NoticeMail = {
  site: Site
  postId: string
  /** The reader's own servers of this notice, at least one but for an advisory to everybody. */
  servers: readonly MailedServer[]
  /** Below /posts. */
  slug: string
  /** The promise that stands; null: none was made. */
  nextUpdateAt: Date | null
  /** Somebody of the staff has taken the incident. */
  isTaken: boolean
  /** What it says besides, for notices in the words of staff or about work. */
  body?: NoticeBody | undefined
  /** With which words staff did it, as plain text. */
  words?: readonly string[] | undefined
  /** Where the reader changes what he gets; null for staff. */
  preferencesUrl: string | null
  /** Where the reader ends these mails; null for staff. */
  unsubscribeUrl: string | null
}

/** One kind of notice in words. */
export type NoticeWords = { subject: string; content: Content }

/** A heading as a sentence: with a full stop, unless it has an end of its own. */
export function sentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`
}

export function labelsOf(servers: readonly MailedServer[]): string[] {
  return servers.map(server => server.label)
}

/** The one phrase that fits all servers ("down"), or null. */
export function commonPhrase(servers: readonly MailedServer[]): string | null {
  const phrases = new Set(servers.map(phraseOf))
  const [only] = phrases
  return phrases.size === 1 && only ? only : null
}

export function phraseOf(server: NoticeServer): string {
  return impactPhrase(server.impact, server.cause)
}

/** "web07 and web08 are down", or where they differ: "Trouble on web07 and web08". */
export function troubleOf(servers: readonly MailedServer[]): string {
  const phrase = commonPhrase(servers)
  return phrase ? serversAre(labelsOf(servers), phrase) : `Trouble on ${nameServers(labelsOf(servers))}`
}

/** A mail names at most so many servers; the page has the others. */
const mostNamed = 8

export function serverRows(
  mail: NoticeMail,
  wordsOf: (server: MailedServer) => string,
): Extract<Passage, { is: 'servers' }> {
  const rows = mail.servers.slice(0, mostNamed).map(
    (server): ServerRow => ({
      label: server.label,
      url: server.hostname ? `${mail.site.url}/servers/${server.hostname}` : null,
      impact: server.impact,
      words: wordsOf(server),
    }),
  )
  return { is: 'servers', rows, more: Math.max(0, mail.servers.length - mostNamed) }
}

/** What we are doing, by the worst server's cause: general words, never an alert's. Nobody is said to work on what nobody has taken. */
export function whatWeDo(cause: Cause | null, isTaken: boolean): string {
  switch (cause) {
    case null:
    case 'outage':
      return isTaken ? 'We know about it and are working on it now.' : alerted
    case 'slowdown':
      return `${isTaken ? 'We know about it and are looking for the cause.' : alerted} Until it is found, answers take longer than usual.`
    case 'suspicious-file':
      return 'Our scan found a file that should not be there, and we are checking. While we do, things may be slow, and a reboot may be necessary.'
    case 'maintenance':
      return 'This is work that we planned.'
    case 'no-data':
      return 'We get no data from it, and are finding out why.'
    case 'countermeasure':
      return 'It comes from work that we do on purpose, to keep things safe.'
  }
}

const alerted = 'We have been alerted. The page says when one of us has taken it.'

/** "was down from 15:14 to 15:31 UTC (17 minutes)". */
export function wasFrom(server: MailedServer): string {
  const what = server.wasWorse ? 'in trouble' : phraseOf(server)
  return `was ${what} from ${server.until ? lasting(server.since, server.until) : moment(server.since)}`
}

/** What the reader can do, by the worst server's cause. */
export function whatYouCanDo(cause: Cause | null): string {
  switch (cause) {
    case 'suspicious-file':
      return 'You need not do anything now. If something of yours has to be changed, the page will say what.'
    case null:
    case 'outage':
    case 'slowdown':
    case 'maintenance':
    case 'no-data':
    case 'countermeasure':
      return 'There is nothing you need to do, and no need to tell us.'
  }
}

export function whenWeWriteNext(mail: NoticeMail): string {
  const rest =
    'We write to you again when it gets worse and when it is over. The page has everything in between.'
  return mail.nextUpdateAt ? `The next update is due by ${moment(mail.nextUpdateAt)}. ${rest}` : rest
}

export function postAction(mail: NoticeMail, label: string): Passage {
  return { is: 'action', label, url: `${mail.site.url}/posts/${mail.slug}` }
}

/** The parts that all notices to customers share. */
export function customerFrame(mail: NoticeMail): Pick<Content, 'siteName' | 'siteUrl' | 'why' | 'footLinks'> {
  const [first, second] = mail.servers
  const what = second ? 'these servers' : (first?.label ?? 'warnings')
  return {
    siteName: mail.site.name,
    siteUrl: mail.site.url,
    why: `You get this because you asked ${mail.site.name} to tell you about ${what}.`,
    footLinks: [
      ...(mail.preferencesUrl ? [{ label: 'Change what you get', url: mail.preferencesUrl }] : []),
      ...(mail.unsubscribeUrl ? [{ label: 'Stop these mails', url: mail.unsubscribeUrl }] : []),
    ],
  }
}
