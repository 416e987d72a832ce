import type { Rendered } from '#lib/mail/mail.ts'
import type { Words } from '#lib/words/words.ts'
import { renderContent } from './render.tsx'

export type MailProof = {
  siteName: string
  /** Without a trailing slash. */
  siteUrl: string
  /** To be typed at the desk, or taken along by the link. */
  code: string
}

/** Shows staff that mail of ours arrives. */
export function renderMailProof(
  words: Words,
  { siteName: site, siteUrl, code }: MailProof,
): Promise<Rendered> {
  return renderContent(words, words('mail.proof.subject', { site }), {
    preview: words('mail.proof.preview', { code }),
    siteName: site,
    siteUrl,
    tone: null,
    heading: words('mail.proof.heading'),
    passages: [
      { is: 'text', text: words('mail.proof.whatToDo', { code }) },
      { is: 'action', label: words('mail.proof.button'), url: `${siteUrl}/desk/first-run?code=${code}` },
    ],
    why: words('mail.forStaff', { site }),
    footLinks: [],
  })
}
