import { render } from '@react-email/render'
import type { Rendered } from '#lib/mail/mail.ts'
import { beginning } from '#lib/mail/moment.ts'
import { type Content, mailText, type Wear } from '#lib/mail/notice/content.ts'
import { siteLinks } from '#lib/rules/settings/site-links.ts'
import { ourSite } from '#lib/site.ts'
import type { Words } from '#lib/words/words.ts'
import { Layout } from './layout.tsx'
import { mailAccents } from './mail-accents.ts'

/** Where mailboxes have room for the preview, and @react-email's Preview cuts it. */
const mostPreview = 150

/**
 * Makes the HTML and the text of one content, with marks for its moments. The same content gives the same bytes, so that
 * a retry is the same mail.
 */
export async function renderContent(words: Words, subject: string, content: Content): Promise<Rendered> {
  const preview = beginning(content.preview, mostPreview)
  const wear = content.wears ?? ourSite()
  const whole = {
    ...content,
    footLinks: [...content.footLinks, ...ownLinks(words, wear)],
    end: wear.footer,
  }
  return {
    subject: oneLine(subject),
    html: await render(<Layout words={words} content={{ ...whole, preview }} accents={mailAccents(wear)} />),
    text: mailText(words, whole),
  }
}

/** Where a site leads whoever reads its mail, after what the mail is about. */
function ownLinks(words: Words, wear: Wear): Content['footLinks'] {
  const links = siteLinks({ ...wear, home: undefined })
  return links.map(({ is, url }) => ({ label: words(`site.links.${is}`), url }))
}

/** A subject is a header: line ends and other control characters become spaces. */
function oneLine(subject: string): string {
  return subject.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}
