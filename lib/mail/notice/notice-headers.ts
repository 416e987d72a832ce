import { namePhrase } from './phrase.ts'

/** What the headers of a notice name. */
export type NoticeAddress = {
  siteUrl: string
  siteName: string
  mailId: string
  postId: string
  /** Where one POST ends all notices (RFC 8058); null for staff. */
  oneClickUrl: string | null
}

/**
 * The headers of a notice: mails of one incident form one thread, mailboxes offer to unsubscribe by one click,
 * and no machine answers (RFC 3834).
 */
export function noticeHeaders(address: NoticeAddress): Record<string, string> {
  const host = new URL(address.siteUrl).hostname
  const thread = `<incident-${address.postId}@${host}>`
  const common = {
    'Message-ID': `<${address.mailId}@${host}>`,
    References: thread,
    'In-Reply-To': thread,
    'Auto-Submitted': 'auto-generated',
  }
  if (!address.oneClickUrl) return common
  return {
    ...common,
    'List-Id': `${namePhrase(address.siteName)} <notices.${host}>`.trim(),
    'List-Unsubscribe': `<${address.oneClickUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
