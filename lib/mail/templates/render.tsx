import { render } from '@react-email/render'
import type { Rendered } from '#lib/mail/mail.ts'
import { beginning } from '#lib/mail/moment.ts'
import { type Content, mailText } from '#lib/mail/notice/content.ts'
import { Layout } from './layout.tsx'

/** Where mailboxes have room for the preview, and @react-email's Preview cuts it. */
const mostPreview = 150

/**
 * Makes the HTML and the text of one content, with marks for its moments. The same content gives the same bytes, so that
 * a retry is the same mail.
 */
export async function renderContent(subject: string, content: Content): Promise<Rendered> {
  const preview = beginning(content.preview, mostPreview)
  return {
    subject: oneLine(subject),
    html: await render(<Layout content={{ ...content, preview }} />),
    text: mailText(content),
  }
}

/** A subject is a header: line ends and other control characters become spaces. */
function oneLine(subject: string): string {
  return subject.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}
