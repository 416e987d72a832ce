import { filler, renderText } from '#lib/channels/mail/mail.ts'
import { env } from '#lib/env.ts'
import { currentLanguage, currentWords } from '#lib/language.ts'
import type { Mail } from '#lib/mail/mail.ts'
import { sampleNotices, sampleReading } from '#lib/mail/notice/sample-facts.ts'
import { renderAdvance } from '#lib/mail/templates/render-advance.tsx'
import { renderConfirmComment, renderConfirmSubscription } from '#lib/mail/templates/render-confirmation.tsx'
import { renderDestinationEnd } from '#lib/mail/templates/render-destination.tsx'
import { renderPreferencesLink } from '#lib/mail/templates/render-preferences-link.tsx'
import { renderReply } from '#lib/mail/templates/render-reply.tsx'
import { replyHeaders } from '#lib/mail/templates/reply-headers.ts'
import { ourSite } from '#lib/site.ts'
import { deskSamples, type NamedMail, noAnswer, url } from './sample-mails.ts'

/** One of our mails with made-up facts. */
export type SampleMail = { name: string } & Pick<Mail, 'subject' | 'html' | 'text' | 'headers'>

/** Every mail that we write, each as a reader with the language of who looks would get it. */
export async function showGallery(): Promise<SampleMail[]> {
  return [...(await Promise.all(sampleNotices.map(noticeSample))), ...(await singleSamples())]
}

async function noticeSample({ name, sections }: (typeof sampleNotices)[number]): Promise<SampleMail> {
  const site = { name: ourSite().name, url: env.SITE_URL }
  const isForStaff = sections.some(section => section.kind === 'held')
  const words = currentWords()
  const text = await renderText(words, { language: currentLanguage(), site, isForStaff, sections })
  const tokens = isForStaff ? null : { unsubscribe: 'sample', preferences: 'sample' }
  const fill = filler(words, text, sampleReading.at)
  const filled = fill({
    mailId: 'sample',
    address: 'reader@example.com',
    tokens,
    zone: isForStaff ? ourSite().zone : sampleReading.zone,
  })
  const { subject, html, text: plain, headers } = filled
  return { name, subject, html, text: plain, headers }
}

const postTitle = 'High alert: a rootkit is spreading over hosting servers'

async function singleSamples(): Promise<SampleMail[]> {
  const mails = [...(await commentSamples()), ...(await readerSamples()), ...(await deskSamples())]
  return mails.map(([name, rendered, headers]) => ({ name, ...rendered, headers }))
}

/** To who comments. */
async function commentSamples(): Promise<NamedMail[]> {
  const words = currentWords()
  const [siteName, siteUrl] = [ourSite().name, env.SITE_URL]
  const body = 'My server sends spam as well. Is that your point 6?'
  return [
    [
      'Comment reply',
      await renderReply(words, {
        siteName,
        siteUrl,
        postTitle,
        authorName: 'Dana',
        isStaff: true,
        text: 'No: the file was never on your server. We found the spam in a form of yours, and have written to you.',
        url: url('/posts/sample#comment-sample'),
        endUrl: url('/comments/quiet/sample'),
      }),
      replyHeaders(siteUrl, 'reply-sample', 'sample', 'sample'),
    ],
    [
      'Confirmation of a comment',
      await renderConfirmComment(words, {
        siteName,
        siteUrl,
        confirmUrl: url('/comments/confirm/sample'),
        ownUrl: url('/comments/mine/sample'),
        postTitle,
        body,
        validHours: 24,
      }),
      noAnswer,
    ],
  ]
}

/** To who subscribes. */
async function readerSamples(): Promise<NamedMail[]> {
  const words = currentWords()
  const [siteName, siteUrl] = [ourSite().name, env.SITE_URL]
  return [
    [
      'Confirmation of notices',
      await renderConfirmSubscription(words, {
        siteName,
        siteUrl,
        confirmUrl: url('/confirm/sample'),
        watching: ['web07'],
        isEndOnly: false,
        validHours: 24,
      }),
      noAnswer,
    ],
    [
      'Link to the preferences',
      await renderPreferencesLink(words, {
        siteName,
        siteUrl,
        url: url('/preferences/sample'),
        validHours: 1,
      }),
      noAnswer,
    ],
    [
      'Private link to an advisory',
      await renderAdvance(words, {
        siteName,
        siteUrl,
        title: 'A hole in the kernel of web07',
        url: url('/advance/sample'),
        preferencesUrl: url('/preferences/sample'),
        endUrl: url('/unsubscribe/sample'),
      }),
      noAnswer,
    ],
    [
      'Destination quarantined',
      await renderDestinationEnd(words, {
        what: 'quarantined',
        channel: 'webhook',
        address: 'https://hooks.example.com/allclear',
        label: 'On-call',
        siteName,
        siteUrl,
        preferencesUrl: url('/preferences/sample'),
      }),
      noAnswer,
    ],
  ]
}
