import type { Rendered } from '#lib/mail/mail.ts'
import type { Words } from '#lib/words/words.ts'
import { renderContent } from './render.tsx'

export type PrivateLink = {
  siteName: string
  siteUrl: string
  title: string
  /** The private page. */
  url: string
  preferencesUrl: string
  endUrl: string
}

/** Leads to an advisory before it is public. Its words are not in the mail: they may still change, and a link can be ended. */
export function renderAdvance(words: Words, mail: PrivateLink): Promise<Rendered> {
  const { siteName: site, siteUrl, title, url, preferencesUrl, endUrl } = mail
  return renderContent(words, words('mail.advance.subject', { title }), {
    preview: words('mail.advance.preview', { site }),
    siteName: site,
    siteUrl,
    tone: null,
    heading: title,
    passages: [
      { is: 'text', text: words('mail.advance.text') },
      { is: 'action', label: words('mail.advance.read'), url },
      { is: 'address', text: words('mail.copyLink'), url },
      { is: 'text', text: words('mail.advance.keep') },
    ],
    why: words('mail.advance.why', { site }),
    footLinks: [
      { label: words('mail.advance.change'), url: preferencesUrl },
      { label: words('mail.advance.stop'), url: endUrl },
    ],
  })
}
