import type { Rendered } from '#lib/mail/mail.ts'
import { quotedComment } from './quoted.ts'
import { renderContent } from './render.tsx'

export type SubscriptionQuestion = {
  siteName: string
  confirmUrl: string
  /** What they asked for, as readers call it: "web07", "Frankfurt", "all servers". */
  watching: readonly string[]
  /** Nothing but the end of incidents: one mail each. */
  isEndOnly: boolean
  validHours: number
}

/** Asks the owner of an address whether he wants notices about these servers. */
export function renderConfirmSubscription(question: SubscriptionQuestion): Promise<Rendered> {
  const { siteName, confirmUrl, watching, isEndOnly, validHours } = question
  const what = nameAll(watching)
  return renderContent(`Please confirm: notices about ${what}`, {
    preview: `One click, and ${siteName} writes to you about ${what}.`,
    siteName,
    siteUrl: new URL(confirmUrl).origin,
    tone: null,
    heading: `Shall we write to you about ${what}?`,
    passages: [
      {
        is: 'text',
        text: isEndOnly
          ? 'You get one short mail when it is over. Nothing else.'
          : 'You get a short mail when there is trouble, when it gets worse, and when it is over. Nothing else.',
      },
      { is: 'action', label: 'Yes, write to me', url: confirmUrl },
      { is: 'text', text: `The link works for ${hours(validHours)}.` },
      { is: 'address', text: 'If the button does not work, open this address:', url: confirmUrl },
    ],
    why: `Somebody gave this address to ${siteName}. If it was not you, do nothing: you get no more mail.`,
    footLinks: [],
  })
}

export type CommentQuestion = {
  siteName: string
  confirmUrl: string
  postTitle: string
  /** As written; the mail quotes its beginning. */
  body: string
  validHours: number
}

/** Asks the owner of an address whether this comment is his. */
export function renderConfirmComment(question: CommentQuestion): Promise<Rendered> {
  const { siteName, confirmUrl, postTitle, body, validHours } = question
  return renderContent(`Please confirm your comment on “${postTitle}”`, {
    preview: `One click, and your comment reaches ${siteName}.`,
    siteName,
    siteUrl: new URL(confirmUrl).origin,
    tone: null,
    heading: 'Is this comment yours?',
    passages: [
      { is: 'text', text: `It was written on “${postTitle}”:` },
      { is: 'quote', text: quotedComment(body) },
      { is: 'action', label: 'Yes, it is mine', url: confirmUrl },
      { is: 'text', text: `The link works for ${hours(validHours)}. Your address is never shown.` },
      { is: 'address', text: 'If the button does not work, open this address:', url: confirmUrl },
    ],
    why: `Somebody gave this address to ${siteName}. If it was not you, do nothing: the comment is not shown.`,
    footLinks: [],
  })
}

const mostNamed = 3

/** "web07 and Frankfurt", "web07, web08, Frankfurt and 3 more". */
function nameAll(watching: readonly string[]): string {
  const more = watching.length - mostNamed
  if (more > 0) return `${watching.slice(0, mostNamed).join(', ')} and ${more} more`
  return new Intl.ListFormat('en-GB').format(watching)
}

function hours(count: number): string {
  if (count % 24 === 0 && count > 24) return `${count / 24} days`
  return count === 1 ? 'one hour' : `${count} hours`
}
