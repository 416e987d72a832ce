import { inARow } from '#lib/words/notices.ts'
import type { Words } from '#lib/words/words.ts'
import type { Passage } from './content.ts'
import { customerFrame, type NoticeMail, type NoticeWords } from './notice-words.ts'

/** A notice of a mail that may have several. */
export type DigestPart = { mail: NoticeMail; said: NoticeWords }

/** "web07 is down, and 2 more": several notices as one mail. One notice alone stays as it is. */
export function digestWords(words: Words, parts: readonly DigestPart[]): NoticeWords {
  const [first, ...rest] = parts
  if (!first) throw new Error('A digest was to be written of nothing.')
  if (rest.length === 0) return first.said
  const isForStaff = first.mail.unsubscribeUrl === null
  const all = { ...first.mail, servers: parts.flatMap(({ mail }) => mail.servers) }
  const { subject, content } = first.said
  return {
    subject: words('notices.digest.subject', { first: subject, count: rest.length }),
    content: {
      ...content,
      ...(isForStaff ? {} : customerFrame(words, all)),
      preview: inARow(
        words,
        rest.map(({ said }) => said.content.heading),
      ),
      heading: words('notices.digest.heading', {
        count: parts.length,
        isForStaff: isForStaff ? 'yes' : 'no',
      }),
      passages: parts.flatMap(({ said }): Passage[] => [
        { is: 'part', text: said.content.heading },
        ...said.content.passages,
      ]),
    },
  }
}
