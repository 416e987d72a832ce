import { sayMoments } from '#lib/mail/moment.ts'
import type { MailedServer, NoticeMail } from '#lib/mail/notice/notice-words.ts'
import { sampleNotices, sampleReading } from '#lib/mail/notice/sample-facts.ts'
import { noticeWordsOf } from '#lib/mail/templates/render-notice.tsx'
import type { SectionKind } from '#lib/rules/notices/digest.ts'
import { longTimes } from '#lib/words/time.ts'
import { type Words, wordsIn } from '#lib/words/words.ts'
import { mailedServer, noticeMail } from '#tests/mail/facts.ts'
import { inEach, type Saying } from './board-aloud.ts'

type Notice = [kind: SectionKind, mail: NoticeMail]

const states = {
  down: {},
  partlyDown: { impact: 'partial_outage' },
  slow: { impact: 'degraded', cause: 'slowdown' },
  checked: { impact: 'degraded', cause: 'suspicious-file' },
  silent: { impact: 'operational', cause: 'no-data' },
  ours: { impact: 'degraded', cause: 'countermeasure' },
} as const satisfies Record<string, Partial<MailedServer>>

const servers = (count: number, facts: Partial<MailedServer>) =>
  Array.from({ length: count }, (_, index) => mailedServer(`web${index + 1}`, facts))

/** Trouble of each kind at each count. */
function troubles(): Notice[] {
  const until = '2013-02-19T10:21:00.000Z'
  return Object.entries(states).flatMap(([, facts]) =>
    [1, 2, 11].flatMap((count): Notice[] => [
      ['began', noticeMail(servers(count, facts), { isTaken: count === 2 })],
      ['ended', noticeMail(servers(count, { ...facts, until }))],
      ...(count === 11 ? [] : ([['worsened', noticeMail(servers(count, facts))]] satisfies Notice[])),
    ]),
  )
}

function samples(): Notice[] {
  const sections = sampleNotices.flatMap(({ sections }) => sections)
  return sections
    .filter(({ kind }) => kind !== 'held')
    .map(({ kind, servers: mailed, ...facts }) => [kind, noticeMail(mailed, facts)])
}

/** The subject of each notice, and how it begins, sentence by sentence. */
export function mails(): Saying[] {
  const english = wordsIn('en')
  return [...troubles(), ...samples()].flatMap(([kind, mail]) => {
    const texts = inEach(words => textsOf(words, kind, mail))
    return texts(english).map(
      (_, at): Saying =>
        words =>
          texts(words)[at] ?? '',
    )
  })
}

function textsOf(words: Words, kind: SectionKind, mail: NoticeMail): string[] {
  const { subject, content } = noticeWordsOf(words, kind, mail)
  const rows = content.passages.flatMap(passage =>
    passage.is === 'servers' ? passage.rows.slice(0, 1).map(row => row.words) : [],
  )
  const texts = content.passages.flatMap(passage => (passage.is === 'text' ? [passage.text] : []))
  const times = longTimes(words, 'UTC', sampleReading.at)
  return [subject, content.heading, content.preview, ...rows, ...texts].map(text => sayMoments(text, times))
}
