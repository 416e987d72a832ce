import { filler, renderText } from '#lib/channels/mail/mail.ts'
import { env } from '#lib/env.ts'
import type { Mail, Rendered } from '#lib/mail/mail.ts'
import { sampleNotices, sampleReading } from '#lib/mail/notice/sample-facts.ts'
import { renderAdvance } from '#lib/mail/templates/render-advance.tsx'
import { renderAskRelease } from '#lib/mail/templates/render-ask-release.tsx'
import { renderConfirmComment, renderConfirmSubscription } from '#lib/mail/templates/render-confirmation.tsx'
import { renderDestinationEnd } from '#lib/mail/templates/render-destination.tsx'
import { renderMailProof } from '#lib/mail/templates/render-mail-proof.tsx'
import { renderPreferencesLink } from '#lib/mail/templates/render-preferences-link.tsx'
import { renderReminder } from '#lib/mail/templates/render-reminder.tsx'
import { renderReply } from '#lib/mail/templates/render-reply.tsx'
import { renderSignIn } from '#lib/mail/templates/render-sign-in.tsx'
import { renderWelcome } from '#lib/mail/templates/render-welcome.tsx'
import { replyHeaders } from '#lib/mail/templates/reply-headers.ts'
import { ourSite } from '#lib/site.ts'
import { reminderSentences } from '#lib/words/reminders.ts'
import { shortTimes } from '#lib/words/time.ts'
import { wordsIn } from '#lib/words/words.ts'

/** One of our mails with made-up facts. */
export type SampleMail = { name: string } & Pick<Mail, 'subject' | 'html' | 'text' | 'headers'>

/** Every mail that we write, each as its reader would get it. */
export async function showGallery(): Promise<SampleMail[]> {
  return [...(await Promise.all(sampleNotices.map(noticeSample))), ...(await singleSamples())]
}

async function noticeSample({ name, sections }: (typeof sampleNotices)[number]): Promise<SampleMail> {
  const site = { name: ourSite().name, url: env.SITE_URL }
  const isForStaff = sections.some(section => section.kind === 'held')
  const text = await renderText(words, { site, isForStaff, sections })
  const tokens = isForStaff ? null : { unsubscribe: 'sample', preferences: 'sample' }
  const {
    subject,
    html,
    text: plain,
    headers,
  } = filler(
    words,
    text,
    sampleReading.at,
  )({
    mailId: 'sample',
    address: 'reader@example.com',
    tokens,
    zone: isForStaff ? ourSite().zone : sampleReading.zone,
  })
  return { name, subject, html, text: plain, headers }
}

/** The gallery shows our mails in the language of the desk. */
const words = wordsIn('en')

const noAnswer = { 'Auto-Submitted': 'auto-generated' }

type NamedMail = [name: string, rendered: Rendered, headers: Record<string, string>]

const url = (path: string) => `${env.SITE_URL}${path}`
const postTitle = 'High alert: a rootkit is spreading over hosting servers'

async function singleSamples(): Promise<SampleMail[]> {
  const mails = [...(await commentSamples()), ...(await readerSamples()), ...(await deskSamples())]
  return mails.map(([name, rendered, headers]) => ({ name, ...rendered, headers }))
}

/** To who comments. */
async function commentSamples(): Promise<NamedMail[]> {
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
  const [siteName, siteUrl] = [ourSite().name, env.SITE_URL]
  return [
    [
      'Confirmation of notices',
      await renderConfirmSubscription(words, {
        siteName,
        confirmUrl: url('/confirm/sample'),
        watching: ['web07'],
        isEndOnly: false,
        validHours: 24,
      }),
      noAnswer,
    ],
    [
      'Link to the preferences',
      await renderPreferencesLink(words, { siteName, url: url('/preferences/sample'), validHours: 1 }),
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

/** To staff. */
async function deskSamples(): Promise<NamedMail[]> {
  const [siteName, siteUrl] = [ourSite().name, env.SITE_URL]
  return [
    [
      'Sign-in',
      await renderSignIn(words, { siteName, url: url('/desk/enter/sample'), validMinutes: 15 }),
      {},
    ],
    [
      'Welcome to the desk',
      await renderWelcome(words, { siteName, siteUrl, byName: 'Dana', email: 'reader@example.com' }),
      noAnswer,
    ],
    ['Test mail', await renderMailProof(words, { siteName, siteUrl, code: '204816' }), noAnswer],
    [
      'Too many mails to release',
      await renderAskRelease(words, {
        siteName,
        title: 'web07 is down',
        heldFor: 4321,
        deskUrl: url('/desk/deliveries'),
      }),
      noAnswer,
    ],
    ['Reminder', await reminderSample(), noAnswer],
  ]
}

function reminderSample(): Promise<Rendered> {
  const { at } = sampleReading
  const late = { kind: 'promise-late' as const, postId: 'sample', title: 'web07 is down', at, isNext: true }
  return renderReminder(words, {
    siteName: ourSite().name,
    siteUrl: env.SITE_URL,
    deskUrl: url('/desk/posts/sample'),
    ...reminderSentences(words, [late], shortTimes(words, ourSite().zone, at)),
  })
}
