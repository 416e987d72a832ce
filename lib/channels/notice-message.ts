import { beginning, sayMoments } from '#lib/mail/moment.ts'
import type { Passage } from '#lib/mail/notice/content.ts'
import { readerPages, type Site } from '#lib/mail/notice/notice-words.ts'
import type { MailSection } from '#lib/mail/notice/section.ts'
import { noticeWordsOf } from '#lib/mail/templates/render-notice.tsx'
import { inOrder } from '#lib/rules/notices/audience.ts'
import type { SectionKind } from '#lib/rules/notices/digest.ts'
import type { KeptMessage } from '#lib/rules/notices/message.ts'
import type { NoticeKind, NoticeServer } from '#lib/rules/notices/notice.ts'
import { worst } from '#lib/rules/servers/status.ts'
import { inARow } from '#lib/words/notices.ts'
import type { TimeWords } from '#lib/words/time.ts'
import type { Words } from '#lib/words/words.ts'
import type { Message } from './channel.ts'

/** What a message says besides its sections. */
export type About = Pick<KeptMessage, 'noticeId' | 'language' | 'postId' | 'postTitle' | 'phase' | 'at'>

/**
 * One message of all that one reader hears of one post, in the words of the mails, with times in their zone. Throws
 * when there is nothing to say.
 */
export function keptMessage(
  words: Words,
  sections: readonly MailSection[],
  about: About,
  site: Site,
  times: TimeWords,
): KeptMessage {
  const [first, ...rest] = sections
  if (!first) throw new Error('A destination was to be told nothing.')
  const contents = sections.map(section => contentOf(words, section, site))
  const lines = contents.flatMap(content => [
    ...(rest.length > 0 ? [content.heading] : []),
    ...content.passages.flatMap(passage => linesOf(words, passage)),
  ])
  const servers = serversOf(sections)
  const kind = kindOf(first.kind)
  return {
    ...about,
    kind,
    siteName: site.name,
    siteUrl: site.url,
    headline: sayMoments(
      inARow(
        words,
        contents.map(content => content.heading),
      ),
      times,
    ),
    lines: lines.map(line => sayMoments(line, times)),
    words: contents.flatMap(staffWordsOf).map(line => sayMoments(line, times)),
    url: `${readerPages(site)}/posts/${first.slug}`,
    servers,
    impact: impactOf(kind, sections, servers),
    nextUpdateAt: first.nextUpdateAt?.toISOString() ?? null,
  }
}

/** The message of one delivery, the same at each attempt. unsubscribeUrl: its destination's own. */
export function messageOf(kept: KeptMessage, deliveryId: string, unsubscribeUrl: string): Message {
  const { language: locale = 'en', ...said } = kept
  const nextUpdateAt = kept.nextUpdateAt === null ? null : new Date(kept.nextUpdateAt)
  return { ...said, deliveryId, unsubscribeUrl, locale, at: new Date(kept.at), nextUpdateAt }
}

function contentOf(words: Words, { kind, ...section }: MailSection, site: Site) {
  return noticeWordsOf(words, kind, { site, ...section, preferencesUrl: null, unsubscribeUrl: null }).content
}

/** Of an end nothing is left, but for what is wrong although work is done. */
function impactOf(
  kind: NoticeKind,
  sections: readonly MailSection[],
  servers: readonly NoticeServer[],
): NoticeServer['impact'] {
  if (!isOver(kind)) return worst(servers.map(server => server.impact))
  return worst(sections.flatMap(section => section.servers.flatMap(({ trouble }) => trouble?.impact ?? [])))
}

/** More than any short message holds, so that what is cut here is known to be cut there. */
const mostWords = 500

function staffWordsOf({ passages }: ReturnType<typeof contentOf>): string[] {
  return passages.flatMap(passage => (passage.is === 'words' ? [beginning(passage.text, mostWords)] : []))
}

/** What was over before it could be told is an end. */
function kindOf(kind: SectionKind): NoticeKind {
  return kind === 'passed' ? 'ended' : kind
}

function isOver(kind: NoticeKind): boolean {
  return kind === 'ended' || kind === 'done' || kind === 'review'
}

/** A server that is well again is operational, unless the whole message is of what ended: then it says what it was. */
function serversOf(sections: readonly MailSection[]): NoticeServer[] {
  const isAllOver = sections.every(section => isOver(kindOf(section.kind)))
  const told = sections.flatMap(section =>
    section.servers.map(({ id, label, impact, cause, since, trouble, isMistaken }): NoticeServer => {
      const isFine = isMistaken || (isOver(kindOf(section.kind)) && !isAllOver)
      return { id, label, impact: isFine ? 'operational' : impact, cause, since, ...trouble }
    }),
  )
  return inOrder(told)
}

/** A channel has its own link, and says where to change what comes. */
function linesOf(words: Words, passage: Passage): string[] {
  switch (passage.is) {
    case 'text':
    case 'words':
      return [passage.text]
    case 'servers':
      return [
        ...passage.rows.map(row => words('notices.row.line', { server: row.label, state: row.words })),
        ...(passage.more > 0 ? [words('notices.row.more', { count: passage.more })] : []),
      ]
    case 'part':
    case 'quote':
    case 'address':
    case 'facts':
    case 'action':
      return []
  }
}
