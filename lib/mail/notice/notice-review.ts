import { withMarks } from '#lib/mail/moment.ts'
import { asSentence } from '#lib/words/notices.ts'
import type { Words } from '#lib/words/words.ts'
import {
  asWell,
  customerFrame,
  type NoticeMail,
  type NoticeWords,
  readerPages,
  serverRows,
  wasWords,
} from './notice-words.ts'

/** What happened, in the words of staff; the page has all of the review. */
export function reviewWords(words: Words, mail: NoticeMail): NoticeWords {
  const { body, site, slug } = mail
  if (body?.is !== 'words') throw new Error('A review was to be mailed without its words.')
  const subject = words('notices.review.subject', { title: body.title })
  const text = withMarks(body.text)
  return {
    subject,
    content: {
      ...customerFrame(words, mail),
      preview: text,
      tone: null,
      heading: asSentence(words, subject),
      passages: [
        { is: 'words', text, language: body.language },
        asWell(serverRows(mail, server => wasWords(words, server))),
        {
          is: 'action',
          label: words('notices.link.review'),
          url: `${readerPages(site)}/posts/${slug}#review`,
        },
        { is: 'text', text: words('notices.review.rest') },
      ],
    },
  }
}
