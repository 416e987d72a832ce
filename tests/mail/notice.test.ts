import { describe, expect, it } from 'vitest'
import { noticeHeaders } from '#lib/mail/notice/notice-headers.ts'
import type { MailedServer, NoticeMail } from '#lib/mail/notice/notice-words.ts'
import { renderNotice, renderSections } from '#lib/mail/templates/render-notice.tsx'
import type { SectionKind } from '#lib/rules/notices/digest.ts'
import type { NoticeKind } from '#lib/rules/notices/notice.ts'
import { wordsIn } from '#lib/words/words.ts'
import { unbroken } from '#tests/support/unbroken.ts'
import { inUtc, mailedServer, noticeMail } from './facts.ts'

const slow = { impact: 'degraded', cause: 'slowdown' } as const
const checked = { impact: 'degraded', cause: 'suspicious-file' } as const
const words = wordsIn('en')
const noticeInUtc = async (kind: SectionKind, mail: NoticeMail) =>
  inUtc(await renderNotice(words, kind, mail))

const many = Array.from({ length: 11 }, (_, i) => mailedServer(`web${10 + i}`))

describe('the subject', () => {
  const wasSlow = mailedServer('web07', { before: mailedServer('web07', slow) })
  it.each<[NoticeKind, MailedServer[], string]>([
    ['began', [mailedServer('web07')], 'web07 is down'],
    ['began', [mailedServer('web07'), mailedServer('web08')], 'web07 and web08 are down'],
    ['began', [mailedServer('web07'), mailedServer('web08', slow)], 'Trouble on web07 and web08'],
    ['began', many, 'web10, web11 and 9 more servers are down'],
    ['began', [mailedServer('web07', checked)], 'web07 is being checked'],
    ['worsened', [mailedServer('web07')], 'web07 is down now'],
    ['worsened', [wasSlow], 'web07 is down now (was slow)'],
    ['worsened', [wasSlow, mailedServer('web08')], 'web07 and web08 are down now'],
    ['worsened', [mailedServer('web07'), mailedServer('web08', slow)], 'web07 and web08 are worse now'],
    ['ended', [mailedServer('web07')], 'All clear: web07'],
    ['ended', [mailedServer('web07'), mailedServer('web08', slow)], 'All clear: web07 and web08'],
    ['intermittent', [mailedServer('web07')], 'web07 is intermittently down'],
    [
      'intermittent',
      [mailedServer('web07'), mailedServer('web08', slow)],
      'web07 and web08 are intermittently impaired',
    ],
    ['held', [mailedServer('web07', checked)], 'Held for you: suspicious file on web07'],
    ['held', [mailedServer('web07', { cause: 'no-data' })], 'Held for you: silent agents on web07'],
    ['held', [mailedServer('web07')], 'Held for you: notices about trouble on web07'],
  ])('of %s', async (kind, servers, subject) => {
    expect((await renderNotice(words, kind, noticeMail(servers))).subject).toBe(subject)
  })

  it('is one line, whatever a server is called', async () => {
    const { subject } = await renderNotice(
      words,
      'began',
      noticeMail([mailedServer('web07\r\nBcc: x@example.net')]),
    )
    expect(subject).toBe('web07 Bcc: x@example.net is down')
  })
})

describe('an update of an incident', () => {
  const said = {
    is: 'words',
    about: 'incident',
    title: 'Our support line is down',
    text: 'Write to us.',
  } as const

  it('without servers is called by its title, and says why its reader gets it', async () => {
    const { subject, text } = await noticeInUtc('update', noticeMail([], { body: said }))
    expect(subject).toBe('Update: Our support line is down')
    expect(unbroken(text)).toContain('to tell you about trouble.')
  })

  it('of a server that was named by mistake says that it was not affected, and nothing of an end', async () => {
    const about = { ...said, title: 'web07 was not affected', isCorrection: true }
    const servers = [{ ...mailedServer('web07'), isMistaken: true as const }]
    const { subject, text } = await noticeInUtc('update', noticeMail(servers, { body: about }))
    expect(subject).toBe('Correction: web07 was not affected')
    expect(text).toContain('- web07: was not affected')
    expect(text).not.toMatch(/down|We write/)
  })

  it('says that it corrects an entry', async () => {
    const body = { ...said, isCorrection: true }
    const { subject } = await renderNotice(words, 'update', noticeMail([mailedServer('web07')], { body }))
    expect(subject).toBe('Correction: Our support line is down')
  })
})

describe('a beginning as text', () => {
  it('says what, since when, what we do, where to look, why, and how to stop it', async () => {
    const nextUpdateAt = new Date('2013-02-19T14:30:00.000Z')
    const { text } = await noticeInUtc('began', noticeMail([mailedServer('web07')], { nextUpdateAt }))
    expect(unbroken(text)).toBe(`web07 is down.

- web07: down since 10:04 UTC, 19 February
  https://status.example.com/servers/web07.example.com

We have been alerted. The page says when one of us has taken it.

Follow this incident:
https://status.example.com/posts/2013-02-19-incident-abc

There is nothing you need to do, and no need to tell us. The next update is due by 14:30 UTC, 19 February. We write to you again when it gets worse and when it is over. The page has everything in between.

-- 
You get this because you asked Example Hosting to tell you about web07. Change what you get: https://status.example.com/preferences/OPEN Stop these mails: https://status.example.com/unsubscribe/TOKEN Example Hosting: https://status.example.com
`)
  })

  it('names eight servers and counts the others', async () => {
    const { text, html } = await renderNotice(words, 'began', noticeMail(many))
    expect(text).toContain('- web17: down since')
    expect(text).toContain('- and 3 more servers')
    expect(text).not.toContain('web18')
    expect(html).not.toContain('web18')
  })
})

describe('an end as text', () => {
  it('says that it is over and what it was', async () => {
    const { text } = await noticeInUtc('ended', noticeMail([mailedServer('web07')]))
    expect(text).toContain('web07 is well again, and it has stayed well while we watched.')
    expect(text).toContain('- web07: was down from 10:04 UTC, 19 February')
  })

  it('claims no recovery after a check', async () => {
    const { text } = await noticeInUtc('ended', noticeMail([mailedServer('web07', checked)]))
    expect(text).toContain('We have finished the check.')
    expect(text).not.toContain('well again')
  })
})

it('worsening says what it was before', async () => {
  const server = mailedServer('web07', { before: mailedServer('web07', slow) })
  const { text } = await noticeInUtc('worsened', noticeMail([server]))
  expect(unbroken(text)).toContain('- web07: down now (was slow); in trouble since 10:04 UTC, 19 February')
})

it('what is held tells staff where, and leads to the desk', async () => {
  const mail = noticeMail([mailedServer('web07', checked)], { preferencesUrl: null, unsubscribeUrl: null })
  const { text } = await noticeInUtc('held', mail)
  expect(text).toContain('A file that should not be there was found on web07.')
  expect(text).toContain('Read and approve:\nhttps://status.example.com/desk/posts/abc\n')
  expect(text).toContain('https://status.example.com/desk/posts/abc/acknowledge')
  expect(text).toContain('because you are staff')
  expect(text).not.toContain('unsubscribe')
})

it('what fails by turns is told once, with the promise to write when it is stable', async () => {
  const { text } = await noticeInUtc('intermittent', noticeMail([mailedServer('web07')]))
  expect(unbroken(text)).toContain('- web07: intermittently down, first at 10:04 UTC, 19 February')
  expect(unbroken(text)).toContain('we write again when it is stable')
})

describe.each<NoticeKind>(['began', 'worsened', 'intermittent', 'ended', 'held'])('the HTML of %s', kind => {
  const mail: NoticeMail = noticeMail([
    mailedServer('web07'),
    mailedServer('web<08>', { ...slow, hostname: 'web08.example.com' }),
  ])

  it('loads nothing from anywhere and runs nothing', async () => {
    const { html } = await renderNotice(words, kind, mail)
    expect(html).not.toMatch(/<(img|script|iframe|link)\b|@import|@font-face|url\(/i)
    expect(html).not.toMatch(/\ssrc=/i)
  })

  it('escapes names, and knows the dark', async () => {
    const { html } = await renderNotice(words, kind, mail)
    expect(html).toContain('web&lt;08&gt;')
    expect(html).not.toContain('web<08>')
    expect(html).toContain('<meta name="color-scheme" content="light dark"')
    expect(html).toContain('prefers-color-scheme: dark')
  })

  it('has every link in the text, too', async () => {
    const { html, text } = await renderNotice(words, kind, mail)
    for (const [, url] of html.matchAll(/href="(https:[^"]+)"/g)) expect(text).toContain(url)
  })

  it('is the same bytes each time, so that a retry is the same mail', async () => {
    expect(await renderNotice(words, kind, mail)).toEqual(await renderNotice(words, kind, mail))
  })
})

describe('what was over before the reader heard of it, as text', () => {
  it('says from when to when, and that all is clear', async () => {
    const web07 = mailedServer('web07', { until: '2013-02-19T10:12:00.000Z' })
    const { subject, text } = await noticeInUtc('passed', noticeMail([web07]))
    expect(subject).toBe('web07 was down, all clear')
    expect(unbroken(text)).toContain('web07: was down from 10:04 to 10:12 UTC, 19 February')
    expect(text).not.toMatch(/working on it|write to you again/)
  })
})

describe('the end of trouble, as text', () => {
  it('says from when to when it was, and how long', async () => {
    const web07 = mailedServer('web07', { until: '2013-02-19T10:21:00.000Z' })
    const { subject, text } = await noticeInUtc('ended', noticeMail([web07]))
    expect(subject).toBe('All clear: web07')
    expect(unbroken(text)).toContain('web07: was down from 10:04 to 10:21 UTC, 19 February (17 minutes)')
  })
})

describe('the end of work, as text', () => {
  const body = {
    is: 'work',
    work: 'maintenance',
    what: 'Memory is replaced',
    startsAt: '2013-02-19T09:00:00.000Z',
    endsAt: '2013-02-19T11:00:00.000Z',
    isCancelled: false,
  } as const
  const working = { impact: 'maintenance', cause: 'maintenance' } as const
  const trouble = { impact: 'major_outage', cause: 'outage', since: '2013-02-19T10:30:00.000Z' } as const

  it('does not hide that one of its servers is down', async () => {
    const servers = [mailedServer('web20', working), mailedServer('web21', { ...working, trouble })]
    const { subject, text } = await noticeInUtc('done', noticeMail(servers, { body }))
    expect(subject).toBe('Done: maintenance of web20 and web21, but web21 is down')
    expect(unbroken(text)).toContain('web21: down since 10:30 UTC')
    expect(unbroken(text)).toContain('What it was: Memory is replaced.')
  })
})

describe('several notices in one mail', () => {
  const sections = [
    { kind: 'began' as const, mail: noticeMail([mailedServer('web07')]) },
    { kind: 'ended' as const, mail: noticeMail([mailedServer('db01')], { slug: 'other' }) },
  ]

  it('name the first in the subject, and all in parts of their own', async () => {
    const { subject, text, html } = await renderSections(words, sections)
    expect(subject).toBe('web07 is down, and 1 more')
    expect(text).toMatch(
      /^2 things to know about your servers\.\n\nweb07 is down\.[\s\S]*\n\nAll clear: db01\.\n={16}\n/,
    )
    expect(text).toContain('/posts/other')
    expect(html.match(/<h2/g)).toHaveLength(2)
  })

  it('give one reason and one way out for all', async () => {
    const { text } = await renderSections(words, sections)
    expect(unbroken(text)).toContain('asked Example Hosting to tell you about these servers.')
    expect(text.split('/unsubscribe/')).toHaveLength(2)
  })

  it('alone stays as it is', async () => {
    const [only] = sections
    if (!only) throw new Error('There is no notice.')
    expect(await renderSections(words, [only])).toEqual(await renderNotice(words, 'began', only.mail))
  })
})

describe('the headers', () => {
  const address = {
    siteUrl: 'https://status.example.com:8443',
    siteName: 'Example Hosting',
    mailId: 'd1',
    postId: 'p1',
    oneClickUrl: 'https://status.example.com/api/unsubscribe/TOKEN',
  }

  it('make a thread of an incident and offer to unsubscribe by one click', () => {
    expect(noticeHeaders(address)).toEqual({
      'Message-ID': '<d1@status.example.com>',
      References: '<incident-p1@status.example.com>',
      'In-Reply-To': '<incident-p1@status.example.com>',
      'Auto-Submitted': 'auto-generated',
      'List-Id': 'Example Hosting <notices.status.example.com>',
      'List-Unsubscribe': '<https://status.example.com/api/unsubscribe/TOKEN>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    })
  })

  it('offer staff nothing to unsubscribe from', () => {
    const names = Object.keys(noticeHeaders({ ...address, oneClickUrl: null }))
    expect(names.filter(name => name.startsWith('List-'))).toEqual([])
  })
})
