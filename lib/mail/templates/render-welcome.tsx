import type { Rendered } from '#lib/mail/mail.ts'
import type { Words } from '#lib/words/words.ts'
import { renderContent } from './render.tsx'

export type Welcome = {
  siteName: string
  /** Without a trailing slash. */
  siteUrl: string
  /** Who invites them. */
  byName: string
  /** What who invites has to say; empty: nothing. */
  words: string
  /** The link that lets them in, once. */
  url: string
  validDays: number
}

/** Asks somebody to sit at the desk, with the link that lets them in. */
export function renderWelcome(words: Words, welcome: Welcome): Promise<Rendered> {
  const { siteName: site, siteUrl, byName: staff, words: said, url, validDays: days } = welcome
  const own = said === '' ? [] : [{ is: 'text' as const, text: words('mail.welcome.said', { staff, said }) }]
  return renderContent(words, words('mail.welcome.subject', { site }), {
    preview: words('mail.welcome.preview', { staff }),
    siteName: site,
    siteUrl,
    tone: null,
    heading: words('mail.welcome.heading', { site }),
    passages: [
      { is: 'text', text: words('mail.welcome.whatIsThere', { staff }) },
      ...own,
      { is: 'action', label: words('mail.welcome.button'), url },
      { is: 'text', text: words('mail.welcome.howTo', { days }) },
    ],
    why: words('mail.welcome.why', { staff, site }),
    footLinks: [],
  })
}
