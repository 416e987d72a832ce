import type { Rendered } from '#lib/mail/mail.ts'
import { renderContent } from './render.tsx'

export type PreferencesLink = { siteName: string; url: string; validHours: number }

/** The link with which the owner of an address changes what he gets. */
export function renderPreferencesLink({ siteName, url, validHours }: PreferencesLink): Promise<Rendered> {
  return renderContent('Change what you get', {
    preview: `Your link to what ${siteName} writes to you about.`,
    siteName,
    siteUrl: new URL(url).origin,
    tone: null,
    heading: 'Change what you get.',
    passages: [
      { is: 'text', text: 'This link shows what we write to you about, and lets you change or end it.' },
      { is: 'action', label: 'Open my notices', url },
      {
        is: 'text',
        text: `It works for ${validHours === 1 ? 'one hour' : `${validHours} hours`}. Keep it to yourself: whoever has it can change your notices.`,
      },
      { is: 'address', text: 'If the button does not work, open this address:', url },
    ],
    why: `Somebody asked ${siteName} for this link. If it was not you, do nothing: nothing changes.`,
    footLinks: [],
  })
}
