import type { Language } from '#lib/rules/languages/language.ts'
import type { ReminderText } from '#lib/rules/reminders/reminder-facts.ts'
import type { Message } from './channel.ts'

type Reminding = {
  messageId: string
  text: ReminderText
  /** When it was decided. */
  at: Date
  siteName: string
  siteUrl: string
}

/** What one of the staff is reminded of, as a channel says it. What cannot wait looks and rings like an outage. */
export function reminderMessage(
  locale: Language,
  { messageId, text, at, siteName, siteUrl }: Reminding,
): Message {
  const { headline, lines, path, isUrgent } = text
  return {
    deliveryId: `reminder-${messageId}`,
    noticeId: messageId,
    kind: 'staff-reminder',
    postId: messageId,
    postTitle: headline,
    phase: null,
    headline,
    lines,
    locale,
    url: `${siteUrl}${path}`,
    unsubscribeUrl: null,
    servers: [],
    impact: isUrgent ? 'major_outage' : 'degraded',
    at,
    siteName,
    siteUrl,
    nextUpdateAt: null,
  }
}
