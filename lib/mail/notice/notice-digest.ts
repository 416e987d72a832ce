import type { Passage } from './content.ts'
import { customerFrame, type NoticeMail, type NoticeWords } from './notice-words.ts'

/** "web07 is down, and 2 more": several notices as one mail. One notice alone stays as it is. */
export function digestWords(notices: readonly { mail: NoticeMail; words: NoticeWords }[]): NoticeWords {
  const [first, ...rest] = notices
  if (!first) throw new Error('A digest was to be written of nothing.')
  if (rest.length === 0) return first.words
  const isForStaff = first.mail.unsubscribeUrl === null
  const all = { ...first.mail, servers: notices.flatMap(({ mail }) => mail.servers) }
  return {
    subject: `${first.words.subject}, and ${rest.length} more`,
    content: {
      ...first.words.content,
      ...(isForStaff ? {} : customerFrame(all)),
      preview: rest.map(({ words }) => words.content.heading).join(' '),
      heading: `${notices.length} things to know about ${isForStaff ? 'the' : 'your'} servers.`,
      passages: notices.flatMap(({ words }): Passage[] => [
        { is: 'part', text: words.content.heading },
        ...words.content.passages,
      ]),
    },
  }
}
