import { withMarks } from '#lib/mail/moment.ts'
import { asSentence } from '#lib/words/notices.ts'
import type { Words } from '#lib/words/words.ts'
import { namedRows } from './notice-update.ts'
import { customerFrame, dueAt, type NoticeMail, type NoticeWords, postAction } from './notice-words.ts'

/** A warning by its title and its summary; the page has the rest. */
export function advisoryWords(words: Words, mail: NoticeMail): NoticeWords {
  const { body } = mail
  if (body?.is !== 'words') throw new Error('An advisory was to be mailed without its words.')
  const text = withMarks(body.text)
  const due = dueAt(mail)
  return {
    subject: body.title,
    content: {
      ...customerFrame(words, mail),
      preview: text,
      tone: null,
      heading: asSentence(words, body.title),
      passages: [
        { is: 'words', text, language: body.language },
        ...(mail.servers.length === 0 ? [] : [namedRows(words, mail)]),
        postAction(words, mail, 'post'),
        {
          is: 'text',
          text:
            due === null
              ? words('notices.advisory.rest')
              : words('notices.advisory.restPromised', { at: due }),
        },
      ],
    },
  }
}
