import type { NoticeBody } from '#lib/rules/notices/notice.ts'
import type { MailedServer } from './notice-words.ts'
import type { MailSection } from './section.ts'

/** The night of 19 February 2013. */
const moment = (time: string) => `2013-02-19T${time}:00.000Z`

/** When the sample mails are written, and where their readers are. */
export const sampleReading = { at: new Date(moment('11:35')), zone: 'America/New_York' }

function server(label: string, facts: Partial<MailedServer> = {}): MailedServer {
  return {
    id: label,
    label,
    hostname: `${label}.example.com`,
    before: null,
    until: null,
    impact: 'major_outage',
    cause: 'outage',
    since: moment('10:04'),
    ...facts,
  }
}

const slow = { impact: 'degraded', cause: 'slowdown' } as const
const working = { impact: 'maintenance', cause: 'maintenance', since: moment('22:00') } as const
const moved = {
  ...working,
  dueAt: moment('23:00'),
  was: { since: moment('20:00'), dueAt: moment('21:00') },
} as const
const longer = {
  ...working,
  dueAt: moment('23:30'),
  was: { since: moment('22:00'), dueAt: moment('23:00') },
} as const
const scanning = { impact: 'degraded', cause: 'countermeasure', since: moment('11:30') } as const

const memory: NoticeBody = {
  is: 'work',
  work: 'maintenance',
  what: 'Memory is replaced on web07',
  isCancelled: false,
  startsAt: moment('22:00'),
  endsAt: moment('23:00'),
}

const scan: NoticeBody = {
  is: 'work',
  work: 'countermeasure',
  what: 'We are scanning web07',
  isCancelled: false,
  startsAt: moment('11:30'),
  endsAt: moment('14:30'),
}

const words = (about: 'incident' | 'advisory', title: string, text: string): NoticeBody => {
  return { is: 'words', about, title, text }
}

const updateText =
  'The file came by a panel that was not up to date. We have closed that way in, and the scan of web07 is half done.\n\nYou need not do anything. If you have used the same password elsewhere, change it there.'

function section(facts: Pick<MailSection, 'kind' | 'servers'> & Partial<MailSection>): MailSection {
  return {
    postId: 'x7k2m9q4w1zp',
    slug: '2013-02-19-incident-x7k2m9q4w1zp',
    nextUpdateAt: null,
    isTaken: false,
    ...facts,
  }
}

/** One notice of each kind, and several in one mail, by what the desk calls it. */
export const sampleNotices: readonly { name: string; sections: readonly MailSection[] }[] = [
  {
    name: 'Outage',
    sections: [
      section({ kind: 'began', servers: [server('web07')], nextUpdateAt: new Date(moment('10:34')) }),
    ],
  },
  {
    name: 'Slowdown',
    sections: [section({ kind: 'began', servers: [server('web07', slow), server('web12', slow)] })],
  },
  {
    name: 'Worsened',
    sections: [section({ kind: 'worsened', servers: [server('web07', { before: server('web07', slow) })] })],
  },
  { name: 'Intermittent', sections: [section({ kind: 'intermittent', servers: [server('web07')] })] },
  { name: 'Recovery', sections: [section({ kind: 'ended', servers: [server('web07')] })] },
  {
    name: 'Passed before it was told',
    sections: [section({ kind: 'passed', servers: [server('web07', { until: moment('10:06') })] })],
  },
  {
    name: 'Digest',
    sections: [
      section({ kind: 'began', servers: [server('web07')] }),
      section({ kind: 'ended', servers: [server('mail02', slow)], postId: 'b3n8v5c2x6hj', slug: 'mail02' }),
    ],
  },
  {
    name: 'Update',
    sections: [
      section({
        kind: 'update',
        body: words('incident', 'web07 is being checked', updateText),
        servers: [server('web07', { impact: 'degraded', cause: 'suspicious-file' })],
        nextUpdateAt: new Date(moment('14:30')),
      }),
    ],
  },
  {
    name: 'Advisory',
    sections: [
      section({
        kind: 'advisory',
        servers: [server('web07', { impact: 'operational', cause: null })],
        body: words(
          'advisory',
          'High alert: a rootkit is spreading over hosting servers',
          'We found a suspicious file on one server this morning. What is known, what we are doing, and why some services may be slow today.',
        ),
      }),
    ],
  },
  {
    name: 'Maintenance planned',
    sections: [section({ kind: 'planned', servers: [server('web07', working)], body: memory })],
  },
  {
    name: 'Maintenance moved',
    sections: [section({ kind: 'moved', servers: [server('web07', moved)], body: memory })],
  },
  {
    name: 'Maintenance takes longer',
    sections: [
      section({ kind: 'moved', servers: [server('web07', longer)], body: { ...memory, isRunning: true } }),
    ],
  },
  {
    name: 'Maintenance reminder',
    sections: [section({ kind: 'reminder', servers: [server('web07', working)], body: memory })],
  },
  {
    name: 'Maintenance starting',
    sections: [section({ kind: 'starting', servers: [server('web07', working)], body: memory })],
  },
  {
    name: 'Maintenance done',
    sections: [section({ kind: 'done', servers: [server('web07', working)], body: memory })],
  },
  {
    name: 'Maintenance cancelled',
    sections: [
      section({
        kind: 'done',
        servers: [server('web07', working)],
        body: { ...memory, isCancelled: true, reason: 'The new memory came broken' },
      }),
    ],
  },
  {
    name: 'Countermeasure',
    sections: [section({ kind: 'starting', servers: [server('web07', scanning)], body: scan })],
  },
  {
    name: 'Staff alert: a guess',
    sections: [
      section({
        kind: 'held',
        servers: [server('web07', { isGuess: true, seen: 'Exim frozen messages on web07: 412' })],
      }),
    ],
  },
  {
    name: 'Staff alert',
    sections: [
      section({
        kind: 'held',
        servers: [server('web07', { impact: 'degraded', cause: 'suspicious-file' })],
      }),
    ],
  },
]
