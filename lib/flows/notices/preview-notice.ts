import type { Database } from '#db/client.ts'
import { readServersById } from '#db/reads/servers/named-servers.ts'
import { filler, renderText } from '#lib/channels/mail/mail.ts'
import { env } from '#lib/env.ts'
import type { Mail } from '#lib/mail/mail.ts'
import type { MailSection } from '#lib/mail/notice/section.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { inOrder } from '#lib/rules/notices/audience.ts'
import type { SectionKind } from '#lib/rules/notices/digest.ts'
import type { NoticeFacts } from '#lib/rules/notices/notice.ts'
import { ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'

/** A notice that nobody has decided yet. */
export type NoticeDraft = {
  kind: SectionKind
  postId: string
  /** Below /posts; of a post that is not there yet, where it would be. */
  slug: string
  facts: Pick<NoticeFacts, 'servers' | 'saying'>
  nextUpdateAt?: Date | null
  isTaken?: boolean
  /** With which words staff do it, as they are written. */
  words?: readonly string[]
}

/** What a mail says of it to somebody who watches all its servers. */
export async function draftSection(db: Database, draft: NoticeDraft): Promise<MailSection> {
  const { kind, postId, slug, facts, nextUpdateAt = null, isTaken = false, words = [] } = draft
  const ids = facts.servers.map(server => server.id)
  const known = ids.length > 0 ? await readServersById(db, ids) : []
  const hostnames = new Map(known.map(({ id, hostname }) => [id, hostname]))
  const servers = inOrder(facts.servers).map(server => ({
    ...server,
    hostname: hostnames.get(server.id) ?? null,
    before: null,
    until: server.endedAt ?? null,
  }))
  const said = words.map(text => plainText(text, 'light'))
  return { kind, postId, slug, servers, nextUpdateAt, isTaken, body: facts.saying, words: said }
}

/** The mail of it, as that reader gets it in the site's language. The links of the reader lead nowhere. */
export async function previewMail(
  section: MailSection,
  now: Date,
): Promise<Pick<Mail, 'subject' | 'html' | 'text'>> {
  const { language, name } = ourSite()
  const words = wordsIn(language)
  const site = { name, url: env.SITE_URL }
  const text = await renderText(words, { language, site, isForStaff: false, sections: [section] })
  return filler(
    words,
    text,
    now,
  )({
    mailId: 'preview',
    address: 'reader@example.com',
    tokens: { unsubscribe: 'preview', preferences: 'preview' },
    zone: ourSite().zone,
  })
}

/** The mail of a notice that nobody has decided yet. */
export async function previewNotice(
  db: Database,
  draft: NoticeDraft,
  now: Date,
): Promise<Pick<Mail, 'subject' | 'html' | 'text'>> {
  return previewMail(await draftSection(db, draft), now)
}
