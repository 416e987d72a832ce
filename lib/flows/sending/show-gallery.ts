import { filler, renderText } from '#lib/channels/mail/mail.ts'
import { env } from '#lib/env.ts'
import type { Mail, Rendered } from '#lib/mail/mail.ts'
import { sampleNotices, sampleReading } from '#lib/mail/notice/sample-facts.ts'
import { renderAskRelease } from '#lib/mail/templates/render-ask-release.tsx'
import { renderConfirmComment, renderConfirmSubscription } from '#lib/mail/templates/render-confirmation.tsx'
import { renderDestinationEnd } from '#lib/mail/templates/render-destination.tsx'
import { renderPreferencesLink } from '#lib/mail/templates/render-preferences-link.tsx'
import { renderReply } from '#lib/mail/templates/render-reply.tsx'
import { renderSignIn } from '#lib/mail/templates/render-sign-in.tsx'
import { renderWelcome } from '#lib/mail/templates/render-welcome.tsx'
import { replyHeaders } from '#lib/mail/templates/reply-headers.ts'

/** One of our mails with made-up facts. */
export type SampleMail = { name: string } & Pick<Mail, 'subject' | 'html' | 'text' | 'headers'>

/** Every mail that we write, each as its reader would get it. */
export async function showGallery(): Promise<SampleMail[]> {
  return [...(await Promise.all(sampleNotices.map(noticeSample))), ...(await singleSamples())]
}

async function noticeSample({ name, sections }: (typeof sampleNotices)[number]): Promise<SampleMail> {
  const site = { name: env.SITE_NAME, url: env.SITE_URL }
  const isForStaff = sections.some(section => section.kind === 'held')
  const text = await renderText({ site, isForStaff, sections })
  const tokens = isForStaff ? null : { unsubscribe: 'sample', preferences: 'sample' }
  const {
    subject,
    html,
    text: plain,
    headers,
  } = filler(
    text,
    sampleReading.at,
  )({
    mailId: 'sample',
    address: 'reader@example.com',
    tokens,
    zone: isForStaff ? env.TIME_ZONE : sampleReading.zone,
  })
  return { name, subject, html, text: plain, headers }
}

const noAnswer = { 'Auto-Submitted': 'auto-generated' }

async function singleSamples(): Promise<SampleMail[]> {
  const [siteName, siteUrl] = [env.SITE_NAME, env.SITE_URL]
  const url = (path: string) => `${siteUrl}${path}`
  const postTitle = 'High alert: a rootkit is spreading over hosting servers'
  const body = 'My server sends spam as well. Is that your point 6?'
  const mails: [string, Rendered, Record<string, string>][] = [
    [
      'Comment reply',
      await renderReply({
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
      'Confirmation of notices',
      await renderConfirmSubscription({
        siteName,
        confirmUrl: url('/confirm/sample'),
        watching: ['web07'],
        isEndOnly: false,
        validHours: 24,
      }),
      noAnswer,
    ],
    [
      'Confirmation of a comment',
      await renderConfirmComment({
        siteName,
        confirmUrl: url('/comments/confirm/sample'),
        postTitle,
        body,
        validHours: 24,
      }),
      noAnswer,
    ],
    [
      'Link to the preferences',
      await renderPreferencesLink({ siteName, url: url('/preferences/sample'), validHours: 1 }),
      noAnswer,
    ],
    ['Sign-in', await renderSignIn({ siteName, url: url('/desk/enter/sample'), validMinutes: 15 }), {}],
    [
      'Welcome to the desk',
      await renderWelcome({ siteName, siteUrl, byName: 'Dana', email: 'reader@example.com' }),
      noAnswer,
    ],
    [
      'Destination quarantined',
      await renderDestinationEnd({
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
    [
      'Too many mails to release',
      await renderAskRelease({
        siteName,
        title: 'web07 is down',
        heldFor: 4321,
        deskUrl: url('/desk/deliveries'),
      }),
      noAnswer,
    ],
  ]
  return mails.map(([name, rendered, headers]) => ({ name, ...rendered, headers }))
}
