import type { Rendered } from '#lib/mail/mail.ts'
import type { Device } from '#lib/rules/staff/device.ts'
import { deviceWords } from '#lib/words/sign-in/device.ts'
import { longTimes } from '#lib/words/time.ts'
import type { Words } from '#lib/words/words.ts'
import { renderContent } from './render.tsx'

/** How somebody signs in otherwise than before. code-used-by: the same as code-used, for who is told of a colleague. */
export type SignInChangeFacts = {
  what: 'new-device' | 'code-used' | 'code-used-by' | 'passkey-added' | 'passkey-removed'
  /** Whose account it is. */
  name: string
  siteName: string
  /** Without a trailing slash. */
  siteUrl: string
  device: Device
  /** A network address. */
  from: string
  at: Date
  zone: string
}

/** Tells one of the staff of it, and what to do where nobody of theirs did it. */
export function renderSignInChange(words: Words, change: SignInChangeFacts): Promise<Rendered> {
  const { what, name, siteName: site, siteUrl, device, from, at, zone } = change
  const facts = {
    device: deviceWords(words, device),
    moment: longTimes(words, zone, at).moment(at),
    from,
  }
  const heading = words(`mail.signInChange.heading.${what}`, { name, site })
  const isOther = what === 'code-used-by'
  return renderContent(words, heading, {
    preview: words('mail.signInChange.facts', facts),
    siteName: site,
    siteUrl,
    tone: null,
    heading,
    passages: [
      { is: 'text', text: words('mail.signInChange.facts', facts) },
      {
        is: 'text',
        text: words(isOther ? 'mail.signInChange.askThem' : 'mail.signInChange.ifNotYou', { name }),
      },
      {
        is: 'action',
        label: words(isOther ? 'mail.signInChange.people' : 'mail.signInChange.account'),
        url: `${siteUrl}/desk/${isOther ? 'people' : 'account'}`,
      },
    ],
    why: words('mail.forStaff', { site }),
    footLinks: [],
  })
}
