import type { Rendered } from '#lib/mail/mail.ts'
import type { Words } from '#lib/words/words.ts'
import { renderContent } from './render.tsx'

export type AskRelease = {
  siteName: string
  /** Of the first post whose notice is held. */
  title: string
  /** How many customers it is for. */
  heldFor: number
  deskUrl: string
}

/** For staff: notices wait, because they would be too many mails within an hour. */
export function renderAskRelease(words: Words, release: AskRelease): Promise<Rendered> {
  const { siteName, title, heldFor: count, deskUrl } = release
  return renderContent(words, words('mail.release.subject', { count }), {
    preview: words('mail.release.preview'),
    siteName,
    siteUrl: new URL(deskUrl).origin,
    tone: null,
    heading: words('mail.release.heading', { count }),
    passages: [
      { is: 'text', text: words('mail.release.whatHappened', { post: title, count }) },
      { is: 'action', label: words('mail.release.open'), url: deskUrl },
      { is: 'text', text: words('mail.release.rest') },
    ],
    why: words('mail.forStaff', { site: siteName }),
    footLinks: [],
  })
}
