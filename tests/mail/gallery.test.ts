import { describe, expect, it } from 'vitest'
import { showGallery } from '#lib/flows/sending/show-gallery.ts'
import { unbroken } from '#tests/support/unbroken.ts'

const samples = await showGallery()
const sample = (name: string) => {
  const found = samples.find(each => each.name === name)
  if (!found) throw new Error(`There is no sample called ${name}.`)
  return found
}

const toCustomers = [
  'Outage',
  'Slowdown',
  'Worsened',
  'Intermittent',
  'Recovery',
  'Passed before it was told',
  'Digest',
  'Update',
  'Review',
  'Advisory',
  'Maintenance planned',
  'Maintenance moved',
  'Maintenance takes longer',
  'Maintenance reminder',
  'Maintenance starting',
  'Maintenance done',
  'Maintenance cancelled',
  'Countermeasure',
]

it('every mail has a sample of its own name', () => {
  const names = samples.map(each => each.name)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual([
    ...toCustomers,
    'Staff alert: a guess',
    'Staff alert',
    'Comment reply',
    'Confirmation of a comment',
    'Confirmation of notices',
    'Link to the preferences',
    'Private link to an advisory',
    'Destination quarantined',
    'Sign-in',
    'Welcome to the desk',
    'A colleague was removed',
    'Sign-in on a new device',
    'Test mail',
    'Too many mails to release',
    'Reminder',
  ])
})

describe('the subject', () => {
  it.each([
    ['Update', 'Update: web07 is being checked'],
    ['Review', 'What happened: web07 was down'],
    ['Reminder', 'web07 is down: the promised update is late.'],
    ['Advisory', 'High alert: a rootkit is spreading over hosting servers'],
    ['Maintenance planned', 'Planned maintenance of web07'],
    ['Maintenance starting', 'Maintenance of web07 begins now'],
    ['Maintenance done', 'Done: maintenance of web07'],
    ['Maintenance cancelled', 'Cancelled: maintenance of web07'],
    ['Countermeasure', 'We are scanning web07: it may be slow'],
    ['Digest', 'web07 is down, and 1 more'],
    ['Staff alert: a guess', 'Held for you: what looks like an outage on web07'],
  ])('of %s', (name, subject) => {
    expect(sample(name).subject).toBe(subject)
  })
})

describe('as text', () => {
  it('an update says the words of staff, the reader’s server, when the next one comes, and how to stop it', () => {
    expect(unbroken(sample('Update').text)).toMatch(
      /^Update: web07 is being checked\.\n\nThe file came by a panel .*\n\nYou need not do anything\. .*\n\n- web07: being checked since 05:04 GMT-5 \(10:04 UTC\)\n {2}http.*\/servers\/web07\.example\.com\n\nFollow this incident:\n.*\n\nThe next update is due by 09:30 GMT-5 \(14:30 UTC\)\. /,
    )
    expect(sample('Update').text).toContain('Stop these mails: ')
  })

  it('planned work says what, when, what it means and what to do', () => {
    const { text } = sample('Maintenance planned')
    expect(unbroken(text)).toContain('- web07: from 17:00 to 18:00 GMT-5 (22:00 to 23:00 UTC)')
    expect(unbroken(text)).toContain(
      'What we do: Memory is replaced on web07. Meanwhile it may be out of reach for some time.',
    )
    expect(unbroken(text)).toContain(
      'You need not do anything. We write to you when it begins and when it is done.',
    )
  })

  it('work that begins says when it should be done', () => {
    expect(unbroken(sample('Maintenance starting').text)).toContain(
      'It should be done by 18:00 GMT-5 (23:00 UTC).',
    )
  })

  it('a countermeasure says that it is on purpose, and until when', () => {
    const { text } = sample('Countermeasure')
    expect(unbroken(text)).toContain('We do this on purpose, to keep things safe.')
    expect(unbroken(text)).toContain('It should be done by 09:30 GMT-5 (14:30 UTC).')
    expect(unbroken(text)).not.toContain('is down')
  })

  it('work that is cancelled says that it does not take place, and claims no work', () => {
    const { text } = sample('Maintenance cancelled')
    expect(unbroken(text)).toContain('It does not take place. What was planned: Memory is replaced on web07.')
    expect(unbroken(text)).not.toMatch(/Done|was done/)
  })

  it('an advisory claims no trouble of what it names', () => {
    const { text, html } = sample('Advisory')
    expect(unbroken(text)).toContain('- web07: is named in it')
    expect(html).not.toContain('class="tone-')
  })

  it('an alert of staff leads to approving and to saying who looks, and has no link that acts', () => {
    const { text } = sample('Staff alert')
    expect(unbroken(text)).toMatch(/Read and approve:\n\S+\/desk\/posts\/x7k2m9q4w1zp\n/)
    expect(unbroken(text)).toMatch(/Say that you’ve got it:\n\S+\/desk\/posts\/x7k2m9q4w1zp\/acknowledge\n/)
    expect(unbroken(text)).not.toContain('unsubscribe')
  })

  it('an answer of staff is quoted whole, with who wrote it', () => {
    const { subject, text } = sample('Comment reply')
    expect(subject).toContain('Dana of ')
    expect(unbroken(text)).toContain('> No: the file was never on your server.')
  })
})

describe.each(toCustomers)('%s', name => {
  it('can be ended by one click, is told by a machine, and forms a thread', () => {
    const { headers } = sample(name)
    expect(headers).toMatchObject({
      'Auto-Submitted': 'auto-generated',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      References: expect.stringContaining('incident-x7k2m9q4w1zp@'),
    })
    expect(headers['List-Unsubscribe']).toMatch(/^<https?:\/\/\S+\/api\/unsubscribe\/sample>$/)
  })

  it('says when in the reader’s zone and in UTC, or leads to a page that does', () => {
    expect(sample(name).text).toMatch(/GMT-5 \([0-9: to]+ UTC\)|\/posts\//)
  })
})

describe.each(samples.map(each => each.name))('%s', name => {
  it('is text of at most 72 columns, but for addresses', () => {
    const lines = sample(name).text.split('\n')
    expect(lines.filter(line => line.length > 72 && !line.includes('://'))).toEqual([])
  })

  it('is one line of subject, loads nothing, runs nothing, and knows the dark', () => {
    const { subject, html, text } = sample(name)
    expect(subject).not.toMatch(/\n/)
    expect(html).not.toMatch(/<(img|script|iframe|link)\b|@import|@font-face|url\(/i)
    expect(html).toContain('prefers-color-scheme: dark')
    expect([subject, html, text].join()).not.toMatch(/Allclear\w+Mark/)
  })
})
