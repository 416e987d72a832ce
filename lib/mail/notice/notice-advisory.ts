import { moment, withMarks } from '#lib/mail/moment.ts'
import type { Passage } from './content.ts'
import { withoutSigns } from './notice-update.ts'
import {
  customerFrame,
  type NoticeMail,
  type NoticeWords,
  postAction,
  sentence,
  serverRows,
} from './notice-words.ts'

/** A warning by its title and its summary; the page has the rest. */
export function advisoryWords(mail: NoticeMail): NoticeWords {
  const { body } = mail
  if (body?.is !== 'words') throw new Error('An advisory was to be mailed without its words.')
  const text = withMarks(body.text)
  const named: Passage[] =
    mail.servers.length === 0 ? [] : [withoutSigns(serverRows(mail, () => 'is named in it'))]
  const next = mail.nextUpdateAt ? ` The next update is due by ${moment(mail.nextUpdateAt)}.` : ''
  return {
    subject: body.title,
    content: {
      ...customerFrame(mail),
      preview: text,
      tone: null,
      heading: sentence(body.title),
      passages: [
        { is: 'words', text },
        ...named,
        postAction(mail, 'Read the whole post'),
        {
          is: 'text',
          text: `The page says what is known, what we do about it, and what you can do.${next}`,
        },
      ],
    },
  }
}
