import { asSentence, namedServers } from '#lib/words/notices.ts'
import type { Words } from '#lib/words/words.ts'
import {
  asWell,
  customerFrame,
  type MailedServer,
  type NoticeMail,
  type NoticeWords,
  postAction,
  serverRows,
  wasWords,
} from './notice-words.ts'

/** "All clear: web07". */
export function endedWords(words: Words, mail: NoticeMail): NoticeWords {
  const { names } = namedServers(words, mail.servers)
  const subject = words('notices.ended.subject', { names })
  const outcome = outcomeOf(words, mail.servers, (mail.words ?? []).length > 0)
  return {
    subject,
    content: {
      ...customerFrame(words, mail),
      preview: outcome,
      tone: 'operational',
      heading: asSentence(words, subject),
      passages: [
        { is: 'text', text: outcome },
        asWell(serverRows(mail, server => wasWords(words, server))),
        postAction(words, mail, 'ended'),
        { is: 'text', text: words('notices.ended.thanks') },
      ],
    },
  }
}

/** What the end means. After a check we claim no recovery: what was found is staff's to say, on the page. */
function outcomeOf(words: Words, servers: readonly MailedServer[], isSaid: boolean): string {
  const checked = servers.filter(server => server.cause === 'suspicious-file').length
  if (checked === 0) return words('notices.ended.well', namedServers(words, servers))
  if (checked === servers.length) return words(isSaid ? 'notices.ended.checked' : 'notices.ended.checkedRead')
  return words(isSaid ? 'notices.ended.over' : 'notices.ended.overRead')
}
