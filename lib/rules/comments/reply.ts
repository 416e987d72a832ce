/** A published comment, as far as its answers concern its author. */
export type Asked = {
  email: string | null
  state: string
  repliesOffAt: Date | null
  subscriberState: string | null
}

export type Reply = { email: string | null; state: string }

/**
 * Whether the author of a comment gets a mail about an answer: the comment was confirmed from their address, the
 * answer is somebody else's, and they have not ended such mails, nor all mail from us.
 */
export function isForAuthor(asked: Asked, reply: Reply): boolean {
  if (asked.state !== 'published' || reply.state !== 'published') return false
  if (asked.email === null || asked.email === reply.email || asked.repliesOffAt) return false
  return asked.subscriberState !== 'unsubscribed' && asked.subscriberState !== 'suppressed'
}
