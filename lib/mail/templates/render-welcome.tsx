import type { Rendered } from '#lib/mail/mail.ts'
import type { Words } from '#lib/words/words.ts'
import { renderContent } from './render.tsx'

export type Welcome = {
  siteName: string
  /** Without a trailing slash. */
  siteUrl: string
  /** Who added them. */
  byName: string
  /** With which they sign in. */
  email: string
}

/** Tells somebody that they may sit at the desk, and how. */
export function renderWelcome(words: Words, welcome: Welcome): Promise<Rendered> {
  const { siteName: site, siteUrl, byName: staff, email } = welcome
  return renderContent(words, words('mail.welcome.subject', { site }), {
    preview: words('mail.welcome.preview', { staff }),
    siteName: site,
    siteUrl,
    tone: null,
    heading: words('mail.welcome.heading', { site }),
    passages: [
      { is: 'text', text: words('mail.welcome.whatIsThere', { staff }) },
      { is: 'action', label: words('mail.signIn.button'), url: `${siteUrl}/desk/sign-in` },
      { is: 'text', text: words('mail.welcome.howTo', { email }) },
    ],
    why: words('mail.welcome.why', { staff, site }),
    footLinks: [],
  })
}
