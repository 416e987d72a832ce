import type { Rendered } from '#lib/mail/mail.ts'
import type { Words } from '#lib/words/words.ts'
import { renderContent } from './render.tsx'

export type ReminderMail = {
  siteName: string
  siteUrl: string
  headline: string
  lines: readonly string[]
  /** What it is about, at the desk. */
  deskUrl: string
}

/** For one of the staff: what waits for them. */
export function renderReminder(words: Words, mail: ReminderMail): Promise<Rendered> {
  const { siteName, siteUrl, headline, lines, deskUrl } = mail
  return renderContent(words, headline, {
    preview: lines[0] ?? headline,
    siteName,
    siteUrl,
    tone: null,
    heading: headline,
    passages: [
      ...lines.map(text => ({ is: 'text' as const, text })),
      { is: 'action', label: words('reminders.open'), url: deskUrl },
    ],
    why: words('reminders.why', { site: siteName }),
    footLinks: [{ label: words('reminders.choose'), url: `${siteUrl}/desk/people/me` }],
  })
}
