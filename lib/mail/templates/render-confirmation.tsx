import type { Rendered } from '#lib/mail/mail.ts'
import type { Wear } from '#lib/mail/notice/content.ts'
import { lifeOf, nameTargets, quotedInWords } from '#lib/words/mail.ts'
import type { Words } from '#lib/words/words.ts'
import { renderContent } from './render.tsx'

export type SubscriptionQuestion = {
  siteName: string
  siteUrl: string
  /** Of a brand; left out: the hoster's own site. */
  wears?: Wear | undefined
  confirmUrl: string
  /** What they asked for, as readers call it: "web07", "Frankfurt", "all servers". */
  watching: readonly string[]
  /** Nothing but the end of incidents: one mail each. */
  isEndOnly: boolean
  validHours: number
}

/** Asks the owner of an address whether they want notices about these servers. */
export function renderConfirmSubscription(words: Words, question: SubscriptionQuestion): Promise<Rendered> {
  const { siteName: site, siteUrl, wears, confirmUrl: url, watching, isEndOnly, validHours } = question
  const targets = nameTargets(words, watching)
  return renderContent(words, words('mail.subscription.subject', { targets }), {
    preview: words('mail.subscription.preview', { site, targets }),
    siteName: site,
    siteUrl,
    wears,
    tone: null,
    heading: words('mail.subscription.heading', { targets }),
    passages: [
      {
        is: 'text',
        text: words(isEndOnly ? 'mail.subscription.onlyTheEnd' : 'mail.subscription.whatComes'),
      },
      { is: 'action', label: words('mail.subscription.confirm'), url },
      { is: 'text', text: words('mail.subscription.validFor', lifeOf(validHours)) },
      { is: 'address', text: words('mail.copyLink'), url },
    ],
    why: words('mail.subscription.why', { site }),
    footLinks: [],
  })
}

export type CommentQuestion = {
  siteName: string
  siteUrl: string
  confirmUrl: string
  /** Where its author changes and deletes it, at any time. */
  ownUrl: string
  postTitle: string
  /** As written; the mail quotes its beginning. */
  body: string
  validHours: number
}

/** Asks the owner of an address whether this comment is theirs. */
export function renderConfirmComment(words: Words, question: CommentQuestion): Promise<Rendered> {
  const { siteName: site, siteUrl, confirmUrl: url, ownUrl, postTitle: post, body, validHours } = question
  return renderContent(words, words('mail.comment.subject', { post }), {
    preview: words('mail.comment.preview', { site }),
    siteName: site,
    siteUrl,
    tone: null,
    heading: words('mail.comment.heading'),
    passages: [
      { is: 'text', text: words('mail.comment.where', { post }) },
      { is: 'quote', text: quotedInWords(words, body) },
      { is: 'action', label: words('mail.comment.confirm'), url },
      { is: 'text', text: words('mail.comment.validFor', lifeOf(validHours)) },
      { is: 'address', text: words('mail.copyLink'), url },
    ],
    why: words('mail.comment.why', { site }),
    footLinks: [{ label: words('mail.comment.own'), url: ownUrl }],
  })
}
