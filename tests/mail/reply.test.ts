import { describe, expect, it } from 'vitest'
import { renderReply } from '#lib/mail/templates/render-reply.tsx'
import { awkwardTexts } from '#tests/support/awkward.ts'
import { seenHtml, seenText, unwrapped } from '#tests/support/seen.ts'

const mail = {
  siteName: 'Example Hosting',
  siteUrl: 'https://status.example.com',
  postTitle: 'A rootkit',

  authorName: 'Dana',
  url: 'https://status.example.com/posts/x',
  endUrl: 'https://status.example.com/end',
}

describe('the mail about an answer of staff', () => {
  it.each(awkwardTexts)('with %s quotes it as it was typed', async (_, text) => {
    const { html, text: plain } = await renderReply({ ...mail, isStaff: true, text })
    expect(seenHtml(html)).toContain(seenText(text))
    expect(unwrapped(plain.replace(/^> ?/gm, ''))).toContain(unwrapped(text))
  })
})
