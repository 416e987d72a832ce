import { createHash } from 'node:crypto'
import type { Mail, Rendered } from '#lib/mail/mail.ts'
import { momentMark, sayMoment } from '#lib/mail/moment.ts'
import { maintNote } from '#lib/mail/notice/maint-note.ts'
import { noticeHeaders } from '#lib/mail/notice/notice-headers.ts'
import { readerPages, type Site } from '#lib/mail/notice/notice-words.ts'
import type { MailSection } from '#lib/mail/notice/section.ts'
import { renderSections } from '#lib/mail/templates/render-notice.tsx'
import { calendarText, calendarTime, foldCalendar } from '#lib/rules/calendar/ical.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { longTimes } from '#lib/words/time.ts'
import type { Words } from '#lib/words/words.ts'

/** All that a mail says, but to whom: the same facts are the same text for everybody. */
export type TextFacts = {
  language: Language
  site: Site
  isForStaff: boolean
  sections: readonly MailSection[]
}

/** calendar: what is attached for programs, with its lines not folded yet; null: nothing. */
export type Text = Rendered & { language: Language; headers: Record<string, string>; calendar: string | null }

/** The identity of the text that these facts make. */
export function textIdOf(facts: TextFacts): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}

/** They stand for the reader's own in a text: A to Z only, so that no encoding touches them. */
const mailMark = 'AllclearLetterMark'
const tokenMark = 'AllclearTokenMark'
const preferencesMark = 'AllclearPreferencesMark'
const noteMarks = { account: 'AllclearAccountMark', writtenAt: 'AllclearWrittenMark' }

/** The tokens of one reader's links. */
export type Tokens = { unsubscribe: string; preferences: string }

/** Renders what a mail says, with marks where each reader's own mail id, tokens and times belong. */
export async function renderText(
  words: Words,
  { language, site, isForStaff, sections }: TextFacts,
): Promise<Text> {
  const [first] = sections
  if (!first) throw new Error('A mail was to be written about nothing.')
  const preferencesUrl = isForStaff ? null : `${readerPages(site)}/preferences/${preferencesMark}`
  const unsubscribeUrl = isForStaff ? null : `${readerPages(site)}/unsubscribe/${tokenMark}`
  const rendered = await renderSections(
    words,
    sections.map(({ kind, ...section }) => ({
      kind,
      mail: { site, ...section, preferencesUrl, unsubscribeUrl },
    })),
  )
  const headers = noticeHeaders({
    siteUrl: site.url,
    siteName: site.name,
    mailId: mailMark,
    postId: first.postId,
    // No language before it: it works in the same way whichever the site offers by then.
    oneClickUrl: isForStaff ? null : `${site.url}/api/unsubscribe/${tokenMark}`,
  })
  return { ...rendered, language, headers, calendar: maintNote(site, sections, noteMarks) }
}

/** zone: in which they read times. tokens null: staff. */
export type Addressee = { mailId: string; address: string; zone: string; tokens: Tokens | null }

/**
 * What makes the finished mails of a text: the same text, moment and addressee always make the same bytes. frozenAt: on
 * its day a time needs no date.
 */
export function filler(words: Words, text: Text, frozenAt: Date): (to: Addressee) => Mail {
  const subject = template(text.subject)
  const html = template(text.html)
  const plain = template(text.text)
  const headers = Object.entries(text.headers).map(([name, value]) => [name, template(value)] as const)
  const bodies = new Map<string, Say>()
  return to => {
    const say = bodies.get(to.zone) ?? bodyIn(words, to.zone, frozenAt)
    bodies.set(to.zone, say)
    return {
      key: to.mailId,
      to: to.address,
      subject: subject(to, say),
      html: html(to, say),
      text: plain(to, say),
      headers: Object.fromEntries(headers.map(([name, fill]) => [name, fill(to, say)])),
      calendar: text.calendar === null ? null : calendarFor(text.calendar, to, frozenAt),
    }
  }
}

/** A program knows the reader by the address, and the note by when it was written. */
function calendarFor(unfolded: string, { address }: Addressee, frozenAt: Date): string {
  const filled = unfolded
    .replaceAll(noteMarks.account, () => calendarText(address))
    .replaceAll(noteMarks.writtenAt, calendarTime(frozenAt))
  return foldCalendar(filled)
}

/** Says the moment that a mark stands for. */
type Say = (mark: string) => string

/** Each moment is written once for all readers in a zone. */
function bodyIn(words: Words, zone: string, frozenAt: Date): Say {
  const times = longTimes(words, zone, frozenAt)
  const said = new Map<string, string>()
  return mark => {
    const moment = said.get(mark) ?? sayMoment(mark, times)
    said.set(mark, moment)
    return moment
  }
}

type Fill = (to: Addressee, say: Say) => string

const anyMark = new RegExp(`(${mailMark}|${tokenMark}|${preferencesMark}|${momentMark.source})`)

/** A text with marks in it, looked through once for all addressees. */
function template(text: string): Fill {
  // Every second piece is a mark.
  const pieces = text.split(anyMark)
  return (to, say) => pieces.map((piece, place) => (place % 2 === 0 ? piece : own(piece, to, say))).join('')
}

function own(mark: string, { mailId, tokens }: Addressee, say: Say): string {
  switch (mark) {
    case mailMark:
      return mailId
    case tokenMark:
      return tokens?.unsubscribe ?? ''
    case preferencesMark:
      return tokens?.preferences ?? ''
    default:
      return say(mark)
  }
}
