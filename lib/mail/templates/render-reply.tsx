import type { Rendered } from '#lib/mail/mail.ts'
import { quotedComment } from './quoted.ts'
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
export function renderReply(mail: ReplyMail): Promise<Rendered> {
  const { siteName, siteUrl, postTitle, authorName, isStaff, text, url, endUrl } = mail
  const who = isStaff ? `${authorName} of ${siteName}` : authorName
  return renderContent(`${who} has answered your comment on “${postTitle}”`, {
    preview: isStaff ? text : quotedComment(text),
    siteName,
    siteUrl,
    tone: null,
    heading: `${who} has answered your comment.`,
    passages: [
      { is: 'text', text: `On “${postTitle}”:` },
      { is: 'quote', text: isStaff ? text : quotedComment(text) },
      { is: 'action', label: 'Read the answer', url },
      { is: 'text', text: 'To write back, answer on the page: nobody reads answers to this mail.' },
    ],
    why: `You get this because you wrote a comment at ${siteName} from this address. Nobody sees your address.`,
    footLinks: [{ label: 'Stop mails about answers to this comment', url: endUrl }],
  })
}
