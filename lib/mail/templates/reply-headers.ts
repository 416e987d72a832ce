/**
 * The headers of a mail about an answer: mails about one comment form one thread, mailboxes offer to end them by one
 * click (RFC 8058), and no machine answers (RFC 3834). token: ends the mails about this comment.
 */
export function replyHeaders(
  siteUrl: string,
  mailId: string,
  commentId: string,
  token: string,
): Record<string, string> {
  const host = new URL(siteUrl).hostname
  const thread = `<comment-${commentId}@${host}>`
  return {
    'Message-ID': `<${mailId}@${host}>`,
    References: thread,
    'In-Reply-To': thread,
    'Auto-Submitted': 'auto-generated',
    'List-Unsubscribe': `<${siteUrl}/api/comments/quiet/${token}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
