import type { Rendered } from '#lib/mail/mail.ts'
import type { Words } from '#lib/words/words.ts'
import { renderContent } from './render.tsx'

export type SignInLink = { siteName: string; url: string; validMinutes: number }

/** The link with which staff sign in at the desk. */
export function renderSignIn(words: Words, link: SignInLink): Promise<Rendered> {
  const { siteName: site, url, validMinutes: minutes } = link
  const subject = words('mail.signIn.subject', { site })
  return renderContent(words, subject, {
    preview: words('mail.signIn.preview', { minutes }),
    siteName: site,
    siteUrl: new URL(url).origin,
    tone: null,
    heading: subject,
    passages: [
      { is: 'text', text: words('mail.signIn.whatItDoes') },
      { is: 'action', label: words('mail.signIn.button'), url },
      { is: 'text', text: words('mail.signIn.validFor', { minutes }) },
      { is: 'address', text: words('mail.copyLink'), url },
    ],
    why: words('mail.signIn.why'),
    footLinks: [],
  })
}
