import { createHash } from 'node:crypto'
import type { Letter, Rendered } from '#lib/mail/letter.ts'
import { sayMoments } from '#lib/mail/moment.ts'
import { noticeHeaders } from '#lib/mail/notice-headers.ts'
import type { MailedServer, Site } from '#lib/mail/notice-words.ts'
import { renderSections } from '#lib/mail/render-notice.tsx'
import { fullClock } from '#lib/rules/clock.ts'
import type { SectionKind } from '#lib/rules/digest.ts'
import type { Saying } from '#lib/rules/notice.ts'

/** What a letter says of some servers of one post. */
export type MailSection = {
  postId: string
  slug: string
  kind: SectionKind
  /** The promise that stood when it was written; null: none. */
  nextUpdateAt: Date | null
  servers: readonly MailedServer[]
  saying?: Saying | undefined
}

/** All that a letter says, but to whom: the same facts are the same text for everybody. */
export type TextFacts = { site: Site; isForStaff: boolean; sections: readonly MailSection[] }

export type Text = Rendered & { headers: Record<string, string> }

/** The identity of the text that these facts make. */
export function textIdOf(facts: TextFacts): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex')
}

/** They stand for the reader's own in a text: letters only, so that no encoding touches them. */
const letterMark = 'AllclearLetterMark'
const tokenMark = 'AllclearTokenMark'
const preferencesMark = 'AllclearPreferencesMark'

/** The tokens of one reader's links. */
export type Tokens = { unsubscribe: string; preferences: string }

/** Renders what a letter says, with marks where each reader's own letter id, tokens and times belong. */
export async function renderText({ site, isForStaff, sections }: TextFacts): Promise<Text> {
  const [first] = sections
  if (!first) throw new Error('A letter was to be written about nothing.')
  const preferencesUrl = isForStaff ? null : `${site.url}/preferences/${preferencesMark}`
  const unsubscribeUrl = isForStaff ? null : `${site.url}/unsubscribe/${tokenMark}`
  const rendered = await renderSections(
    sections.map(({ kind, ...section }) => ({
      kind,
      mail: { site, ...section, preferencesUrl, unsubscribeUrl },
    })),
  )
  const headers = noticeHeaders({
    ...{ siteUrl: site.url, siteName: site.name, letterId: letterMark, postId: first.postId },
    oneClickUrl: isForStaff ? null : `${site.url}/api/unsubscribe/${tokenMark}`,
  })
  return { ...rendered, headers }
}

/** zone: in which he reads times. tokens null: staff. */
export type Addressee = { letterId: string; address: string; zone: string; tokens: Tokens | null }

/**
 * What makes the finished letters of a text: the same text, moment and addressee always make the same bytes. Its times
 * are said once for all addressees of a zone. fixedAt: on whose day a time needs no date.
 */
export function filler(text: Text, fixedAt: Date): (to: Addressee) => Letter {
  const headers = Object.entries(text.headers).map(([name, value]) => [name, template(value)] as const)
  const inZones = new Map<string, ReturnType<typeof inZone>>()
  return to => {
    const own = inZones.get(to.zone) ?? inZone(text, to.zone, fixedAt)
    inZones.set(to.zone, own)
    return {
      ...{ key: to.letterId, to: to.address, subject: own.subject },
      ...{ html: own.html(to), text: own.plain(to) },
      headers: Object.fromEntries(headers.map(([name, fill]) => [name, fill(to)])),
    }
  }
}

function inZone({ subject, html, text }: Text, zone: string, fixedAt: Date) {
  const clock = fullClock(zone, fixedAt)
  const say = (words: string) => sayMoments(words, clock)
  return { subject: say(subject), html: template(say(html)), plain: template(say(text)) }
}

/** Words with marks in them, looked through once for all addressees. */
function template(words: string): (to: Addressee) => string {
  const pieces = words.split(new RegExp(`(${letterMark}|${tokenMark}|${preferencesMark})`))
  return to => pieces.map(piece => own(piece, to)).join('')
}

function own(piece: string, { letterId, tokens }: Addressee): string {
  switch (piece) {
    case letterMark:
      return letterId
    case tokenMark:
      return tokens?.unsubscribe ?? ''
    case preferencesMark:
      return tokens?.preferences ?? ''
    default:
      return piece
  }
}
