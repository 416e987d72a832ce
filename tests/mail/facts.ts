import type { Mail, Rendered } from '#lib/mail/mail.ts'
import { sayMoments } from '#lib/mail/moment.ts'
import type { MailedServer, NoticeMail } from '#lib/mail/notice/notice-words.ts'
import { longTimes } from '#lib/rules/time/time-words.ts'

export function mailedServer(label: string, facts: Partial<MailedServer> = {}): MailedServer {
  return {
    id: label,
    label,
    impact: 'major_outage',
    cause: 'outage',
    since: '2013-02-19T10:04:00.000Z',
    hostname: `${label}.example.com`,
    before: null,
    until: null,
    ...facts,
  }
}

export function noticeMail(servers: readonly MailedServer[], facts: Partial<NoticeMail> = {}): NoticeMail {
  return {
    site: { name: 'Example Hosting', url: 'https://status.example.com' },
    servers,
    postId: 'abc',
    slug: '2013-02-19-incident-abc',
    nextUpdateAt: null,
    isTaken: false,
    preferencesUrl: 'https://status.example.com/preferences/OPEN',
    unsubscribeUrl: 'https://status.example.com/unsubscribe/TOKEN',
    ...facts,
  }
}

/** What was rendered as a reader in UTC gets it, on the next day. */
export function inUtc({ subject, html, text }: Rendered): Rendered {
  const times = longTimes('UTC', new Date('2013-02-20T03:00:00.000Z'))
  const say = (words: string) => sayMoments(words, times)
  return { subject: say(subject), html: say(html), text: say(text) }
}

export function sampleMail(facts: Partial<Mail> = {}): Mail {
  return {
    key: 'delivery1',
    to: 'jane@example.net',
    subject: 'web07 is down',
    html: '<p>web07 is down</p>',
    text: 'web07 is down',
    headers: {
      'Message-ID': '<delivery1@status.example.com>',
      References: '<incident-p1@status.example.com>',
      'In-Reply-To': '<incident-p1@status.example.com>',
      'Auto-Submitted': 'auto-generated',
      'List-Unsubscribe': '<https://status.example.com/api/unsubscribe/TOKEN>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    ...facts,
  }
}
