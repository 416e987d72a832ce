import type { Rendered } from '#lib/mail/mail.ts'
import { renderContent } from './render.tsx'

export type SignInLink = { siteName: string; url: string; validMinutes: number }

/** The link with which staff sign in at the desk. */
export function renderSignIn({ siteName, url, validMinutes }: SignInLink): Promise<Rendered> {
  const minutes = validMinutes === 1 ? 'one minute' : `${validMinutes} minutes`
  return renderContent(`Sign in to ${siteName}`, {
    preview: `Your link to the desk works for ${minutes}, once.`,
    siteName,
    siteUrl: new URL(url).origin,
    tone: null,
    heading: `Sign in to ${siteName}`,
    passages: [
      { is: 'text', text: 'This link opens the desk on the device where you open it.' },
      { is: 'action', label: 'Sign in', url },
      { is: 'text', text: `It works for ${minutes}, once.` },
      { is: 'address', text: 'If the button does not work, open this address:', url },
    ],
    why: 'Somebody asked to sign in with this address. If it was not you, do nothing: nobody gets in without this mail.',
    footLinks: [],
  })
}
