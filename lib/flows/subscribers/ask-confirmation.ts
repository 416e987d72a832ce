import type { Database } from '#db/client.ts'
import type { Jobs } from '#db/jobs.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { readCommentAsk, readSubscriber, readUnconfirmed } from '#db/reads/subscribers/subscribing.ts'
import { env } from '#lib/env.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { mailAs, namedByBrand } from '#lib/flows/brands/mail-as.ts'
import { pagesIn, readerLanguage } from '#lib/language.ts'
import { type LinkPurpose, signLink } from '#lib/links.ts'
import { log } from '#lib/log/log.ts'
import type { Mail, SendMail, SendResult } from '#lib/mail/mail.ts'
import { renderConfirmComment, renderConfirmSubscription } from '#lib/mail/templates/render-confirmation.tsx'
import { commentHours } from '#lib/rules/comments/comment.ts'
import { confirmHours, oldestLiveAsk } from '#lib/rules/subscribers/subscription.ts'
import { later } from '#lib/rules/time/time.ts'
import { ourSite } from '#lib/site.ts'
import { spokenTitle } from '#lib/words/spoken-posts.ts'
import { mailedWords } from '#lib/words/subscribers.ts'
import { wordsIn } from '#lib/words/words.ts'

/**
 * Asks the owner of an address by mail whether a subscription or a comment is theirs. settled: there is nothing to
 * ask any more. Throws when it may work later, so that the job is tried again: the key and the words stay the same,
 * because they rest on when it was asked, not on when it is sent.
 */
export async function askConfirmation(
  db: Database,
  job: Jobs['ask-confirmation'],
  now: Date,
  send: SendMail,
): Promise<SendResult | { is: 'settled' }> {
  const mail =
    'subscriberId' in job
      ? await subscriptionMail(db, job.subscriberId, now)
      : await commentMail(db, job.commentId, now)
  if (!mail) return { is: 'settled' }
  const result = await send(mail)
  if (result.is === 'retry') throw new TryLater(`The mail ${mail.key} is tried again later. ${result.reason}`)
  if (result.is === 'refused')
    log.error(
      `the mail ${mail.key}, which asks to confirm, was refused: ${result.reason} It can be asked for again.`,
    )
  return result
}

async function subscriptionMail(db: Database, subscriberId: string, now: Date): Promise<Mail | null> {
  const subscriber = await readSubscriber(db, subscriberId)
  if (!subscriber?.askedAt || subscriber.state === 'unsubscribed' || subscriber.state === 'suppressed')
    return null
  const { askedAt, email } = subscriber
  const asked = await readUnconfirmed(db, subscriberId, oldestLiveAsk(askedAt), askedAt)
  const waiting = await namedByBrand(db, subscriber.brandId, asked)
  const link = await linkFor(db, 'confirm-subscription', subscriberId, askedAt, confirmHours, now)
  const sender = await mailAs(db, subscriber)
  if (!link || waiting.length === 0 || !sender) return null
  const words = wordsIn(sender.language)
  const watching = [...new Set(waiting.map(each => mailedWords(words, each)))]
  const confirmUrl = `${sender.pages}/confirm/${link}`
  const isEndOnly = waiting.every(each => each.target.is === 'post')
  const { name: siteName, pages: siteUrl, wears } = sender
  const question = { siteName, siteUrl, wears, confirmUrl, watching, isEndOnly, validHours: confirmHours }
  const mail = addressed(
    email,
    keyOf(subscriberId, askedAt),
    await renderConfirmSubscription(words, question),
  )
  return { ...mail, ...sender.mail }
}

async function commentMail(db: Database, commentId: string, now: Date): Promise<Mail | null> {
  const comment = await readCommentAsk(db, commentId)
  if (!comment?.email || comment.state !== 'held' || comment.visibility !== 'published') return null
  if (comment.subscriberState === 'suppressed') return null
  const { email, createdAt, body } = comment
  const link = await linkFor(db, 'confirm-comment', commentId, createdAt, commentHours, now)
  if (!link) return null
  const language = readerLanguage(comment.language)
  const words = wordsIn(language)
  const siteUrl = pagesIn(language, env.SITE_URL)
  const confirmUrl = `${siteUrl}/comments/confirm/${link}`
  const ownToken = signLink(await readSecret(db), 'own-comment', commentId, null)
  const rendered = await renderConfirmComment(words, {
    siteName: ourSite().name,
    siteUrl,
    confirmUrl,
    ownUrl: `${siteUrl}/comments/mine/${ownToken}`,
    postTitle: spokenTitle(words, language, comment.post).text,
    body,
    validHours: commentHours,
  })
  return addressed(email, keyOf(commentId, createdAt), rendered)
}

/** The token of a question, or null: it would not work any more. */
async function linkFor(
  db: Database,
  purpose: LinkPurpose,
  subject: string,
  askedAt: Date,
  validHours: number,
  now: Date,
): Promise<string | null> {
  const expiresAt = later(askedAt, validHours * 3600)
  return expiresAt > now ? signLink(await readSecret(db), purpose, subject, expiresAt) : null
}

function keyOf(subject: string, askedAt: Date): string {
  return `confirm-${subject}-${askedAt.getTime()}`
}

function addressed(to: string, key: string, rendered: Pick<Mail, 'subject' | 'html' | 'text'>): Mail {
  return { key, to, headers: { 'Auto-Submitted': 'auto-generated' }, ...rendered }
}
