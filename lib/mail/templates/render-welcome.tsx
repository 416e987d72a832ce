import type { Rendered } from '#lib/mail/mail.ts'
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
export function renderWelcome({ siteName, siteUrl, byName, email }: Welcome): Promise<Rendered> {
  return renderContent(`You may sit at the desk of ${siteName}`, {
    preview: `${byName} has added you. Sign in with this address.`,
    siteName,
    siteUrl,
    tone: null,
    heading: `You may sit at the desk of ${siteName}.`,
    passages: [
      {
        is: 'text',
        text: `${byName} has added you. There you see what is held, write to customers and plan work.`,
      },
      { is: 'action', label: 'Sign in', url: `${siteUrl}/desk/sign-in` },
      { is: 'text', text: `Type ${email} there, and we mail you a link. There is no password.` },
    ],
    why: `You get this because ${byName} of ${siteName} has given us this address. If you do not know them, do nothing: nobody gets in without your mailbox.`,
    footLinks: [],
  })
}
