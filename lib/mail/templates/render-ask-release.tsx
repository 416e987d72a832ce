import type { Rendered } from '#lib/mail/mail.ts'
import { renderContent } from './render.tsx'

export type AskRelease = {
  siteName: string
  /** Of the first post whose notice is held. */
  title: string
  /** How many customers it is for. */
  heldFor: number
  deskUrl: string
}

/** For staff: notices wait, for they would be too many mails within an hour. */
export function renderAskRelease({ siteName, title, heldFor, deskUrl }: AskRelease): Promise<Rendered> {
  const mails = `${heldFor.toLocaleString('en')} ${heldFor === 1 ? 'mail' : 'mails'}`
  return renderContent(`Notices wait for you: ${mails}`, {
    preview: 'Nothing is sent until you release it or drop it.',
    siteName,
    siteUrl: new URL(deskUrl).origin,
    tone: null,
    heading: `${mails} wait for you.`,
    passages: [
      {
        is: 'text',
        text: `The notice of “${title}” is for ${heldFor.toLocaleString('en')} customers, and much was mailed within the last hour already. So it is held, and further ones like it: release them at the desk when they are right, or drop them when a scanner has gone wild.`,
      },
      { is: 'action', label: 'Open the desk', url: deskUrl },
      { is: 'text', text: 'The site itself shows everything already. You get this mail once.' },
    ],
    why: `You get this because you are staff of ${siteName}.`,
    footLinks: [],
  })
}
