import type { Rendered } from '#lib/mail/mail.ts'
import { quotedInWords } from '#lib/words/mail.ts'
import type { Words } from '#lib/words/words.ts'
import { renderContent } from './render.tsx'

export type ReplyMail = {
  siteName: string
  siteUrl: string
  postTitle: string
  /** As the page shows it. */
  authorName: string
  isStaff: boolean
  /** The answer as plain text. */
  text: string
  /** The answer on its page. */
  url: string
  /** Where the mails about this comment are ended. */
  endUrl: string
}

/** Tells the author of a comment that somebody has answered it. Of a stranger's answer it quotes the beginning. */
export function renderReply(words: Words, mail: ReplyMail): Promise<Rendered> {
  const { siteName: site, siteUrl, postTitle: post, authorName, isStaff, text, url, endUrl } = mail
  const author = isStaff ? words('mail.reply.staffAuthor', { author: authorName, site }) : authorName
  const quote = isStaff ? text : quotedInWords(words, text)
  return renderContent(words, words('mail.reply.subject', { author, post }), {
    preview: quote,
    siteName: site,
    siteUrl,
    tone: null,
    heading: words('mail.reply.heading', { author }),
    passages: [
      { is: 'text', text: words('mail.reply.where', { post }) },
      { is: 'quote', text: quote },
      { is: 'action', label: words('mail.reply.read'), url },
      { is: 'text', text: words('mail.reply.howToAnswer') },
    ],
    why: words('mail.reply.why', { site }),
    footLinks: [{ label: words('mail.reply.stop'), url: endUrl }],
  })
}
