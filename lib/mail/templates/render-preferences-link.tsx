import type { Rendered } from '#lib/mail/mail.ts'
import type { Wear } from '#lib/mail/notice/content.ts'
import type { Words } from '#lib/words/words.ts'
import { renderContent } from './render.tsx'

/** wears: of a brand; left out: the hoster's own site. */
export type PreferencesLink = {
  siteName: string
  siteUrl: string
  wears?: Wear | undefined
  url: string
  validHours: number
}

/** The link with which the owner of an address changes what they get. */
export function renderPreferencesLink(words: Words, link: PreferencesLink): Promise<Rendered> {
  const { siteName: site, siteUrl, wears, url, validHours: hours } = link
  return renderContent(words, words('mail.preferences.subject'), {
    preview: words('mail.preferences.preview', { site }),
    siteName: site,
    siteUrl,
    wears,
    tone: null,
    heading: words('mail.preferences.heading'),
    passages: [
      { is: 'text', text: words('mail.preferences.whatItDoes') },
      { is: 'action', label: words('mail.preferences.open'), url },
      { is: 'text', text: words('mail.preferences.validFor', { hours }) },
      { is: 'address', text: words('mail.copyLink'), url },
    ],
    why: words('mail.preferences.why', { site }),
    footLinks: [],
  })
}
