import type { Rendered } from '#lib/mail/mail.ts'
import type { Words } from '#lib/words/words.ts'
import { renderContent } from './render.tsx'

export type RemovalMail = {
  siteName: string
  /** Without a trailing slash. */
  siteUrl: string
  /** Who was removed. */
  name: string
  /** Who removed them. */
  byName: string
}

/** Tells an owner that a colleague was removed from the desk, and by whom. */
export function renderRemoval(words: Words, removal: RemovalMail): Promise<Rendered> {
  const { siteName: site, siteUrl, name, byName: staff } = removal
  return renderContent(words, words('mail.removal.subject', { name, site }), {
    preview: words('mail.removal.whatHappened', { name, staff }),
    siteName: site,
    siteUrl,
    tone: null,
    heading: words('mail.removal.heading', { name }),
    passages: [
      { is: 'text', text: words('mail.removal.whatHappened', { name, staff }) },
      { is: 'action', label: words('mail.removal.button'), url: `${siteUrl}/desk/audit` },
      { is: 'text', text: words('mail.removal.whatToDo', { name }) },
    ],
    why: words('mail.removal.why', { site }),
    footLinks: [],
  })
}
