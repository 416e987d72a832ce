import type { Database } from '#db/client.ts'
import { readReply } from '#db/reads/comments/replies.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { env } from '#lib/env.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { pagesIn, readerLanguage } from '#lib/language.ts'
import { signLink } from '#lib/links.ts'
import { log } from '#lib/log/log.ts'
import type { SendMail, SendResult } from '#lib/mail/mail.ts'
import { renderReply } from '#lib/mail/templates/render-reply.tsx'
import { replyHeaders } from '#lib/mail/templates/reply-headers.ts'
import { isForAuthor } from '#lib/rules/comments/reply.ts'
import { ourSite } from '#lib/site.ts'
import { spokenTitle } from '#lib/words/spoken-posts.ts'
import { wordsIn } from '#lib/words/words.ts'

/**
 * Mails the author of a comment that somebody has answered it. settled: there is nobody to tell. Throws when it may work
 * later, so that the job is tried again with the same key and words.
 */
export async function tellAuthor(
  db: Database,
  commentId: string,
  send: SendMail,
): Promise<SendResult | { is: 'settled' }> {
  const found = await readReply(db, commentId)
  if (!found?.asked.email || found.post.visibility !== 'published') return { is: 'settled' }
  const { reply, asked, post } = found
  if (!isForAuthor(asked, reply)) return { is: 'settled' }
  const token = signLink(await readSecret(db), 'end-replies', asked.id, null)
  const language = readerLanguage(asked.language)
  const words = wordsIn(language)
  const siteUrl = pagesIn(language, env.SITE_URL)
  const rendered = await renderReply(words, {
    siteName: ourSite().name,
    siteUrl,
    postTitle: spokenTitle(words, language, post).text,
    authorName: reply.authorName,
    isStaff: reply.isStaff,
    text: reply.body,
    url: `${siteUrl}/posts/${post.slug}#comment-${commentId}`,
    endUrl: `${siteUrl}/comments/quiet/${token}`,
  })
  const key = `reply-${commentId}`
  const headers = replyHeaders(env.SITE_URL, key, asked.id, token)
  const result = await send({ key, to: found.asked.email, ...rendered, headers })
  if (result.is === 'retry') throw new TryLater(`The mail ${key} is tried again later. ${result.reason}`)
  if (result.is === 'refused') log.error(`the mail ${key} was refused: ${result.reason}`)
  return result
}
