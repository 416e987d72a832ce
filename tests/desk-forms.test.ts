import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { KeyForm } from '#app/desk/(staff)/keys/_parts/key-form.tsx'
import { keyForms } from '#app/desk/(staff)/keys/key-forms.ts'
import { settingsForms } from '#app/desk/(staff)/settings/settings-forms.ts'
import { forms, readForm } from '#app/desk/forms.ts'

function staffMember(email: string): FormData {
  const form = new FormData()
  form.set('name', 'Jörg')
  form.set('email', email)
  return form
}

it('a colleague’s address may have a domain in other mails, but no such mailbox', () => {
  expect(readForm(forms.firstStaffMember, staffMember('Joerg@Müller.de'))).toMatchObject({
    fields: { email: 'joerg@xn--mller-kva.de' },
  })
  const reason = 'The address has letters such as ö before the @, where our mail cannot go: give another one.'
  expect(readForm(forms.firstStaffMember, staffMember('jörg@müller.de'))).toMatchObject({
    answer: { problem: reason },
  })
  expect(readForm(forms.firstStaffMember, staffMember('jörg'))).toMatchObject({
    answer: { problem: 'The address is not an e-mail address.' },
  })
})

it('a sign that PostgreSQL refuses is left out, wherever it comes from', () => {
  const form = staffMember('jo@example.com')
  form.set('name', 'J\0ö\0rg')
  expect(readForm(forms.firstStaffMember, form)).toMatchObject({ fields: { name: 'Jörg' } })
})

function limits(perMinute: string, networks: string): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries({ keyId: 'k3j4h5g6f7d8', perMinute, networks }))
    form.set(name, value)
  return form
}

it('the limits of a key take networks in any order, each once', () => {
  expect(
    readForm(keyForms.limits, limits('60', '203.0.113.0/24, 2001:DB8::/32\n203.0.113.0/24')),
  ).toMatchObject({ fields: { perMinute: 60, networks: ['203.0.113.0/24', '2001:db8::/32'] } })
  expect(readForm(keyForms.limits, limits('1', ' '))).toMatchObject({ fields: { networks: [] } })
})

it.each([
  ['0', '', 'The number of requests in a minute is less than 1.'],
  ['60001', '', 'The number of requests in a minute is more than 60,000.'],
  ['1.5', '', 'The number of requests in a minute is not a whole number.'],
  ['many', '', 'The number of requests in a minute is not a number.'],
  ['1', 'x'.repeat(4001), 'The addresses are longer than 4000 characters.'],
  ['1', '<script>', 'The addresses have “<script>”, which is no address and no network'],
  ['1', Array.from({ length: 51 }, (_, i) => `10.0.0.${i}`).join(' '), 'The addresses are more than 50.'],
])('the limits of a key refuse %s and %.40s with a sentence', (perMinute, networks, problem) => {
  const read = readForm(keyForms.limits, limits(perMinute, networks))
  expect(read).toMatchObject({ answer: { problem: expect.stringContaining(problem) } })
})

it.each([
  ['a time that is not offered', { overlap: '169' }],
  ['an end that is not offered', { days: '36500' }],
  ['a key that is none', { keyId: '../x' }],
])('a key is not renewed with %s', (_, wrong) => {
  const form = new FormData()
  const fields = { keyId: 'k3j4h5g6f7d8', seenStart: '', overlap: '24', days: '365', ...wrong }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  expect(readForm(keyForms.renewal, form)).toHaveProperty('answer')
})

const filled = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ seen: '0', ...fields })) form.set(name, value)
  return form
}

it.each([
  [
    'site',
    { imprint: 'javascript:alert(1)' },
    'The address of the imprint is no address of a page, such as https://example.com.',
  ],
  ['site', { support: '<script>' }, 'The address for help is neither a page'],
  ['site', { name: 'x'.repeat(81) }, 'The name is longer than 80 characters.'],
  [
    'site',
    { footer: 'one\ntwo' },
    'The text at the end of each page is longer than 300 characters, or more than one line.',
  ],
  ['look', { theme: 'none' }, 'The theme is not in the list.'],
  [
    'look',
    { theme: 'paper', accentLight: 'red; } body {' },
    'The accent by day is no colour, such as #24508f.',
  ],
  ['times', { zone: 'UTC', weekStart: 'friday' }, 'The first day of the week is not in the list.'],
  ['sender', { senderAddress: 'nobody' }, 'The address is not an e-mail address.'],
] as const)('of the settings, %s with %o says what is wrong', (form, fields, problem) => {
  const read = readForm(settingsForms[form], filled(fields))
  expect('answer' in read && read.answer).toMatchObject({ problem: expect.stringContaining(problem) })
})

it('settings that are left empty are the defaults, and a colour may be written in any way', () => {
  const site = readForm(settingsForms.site, filled({ name: ' ', home: '', footer: '' }))
  expect(site).toMatchObject({ fields: { seen: 0, name: undefined, home: undefined, footer: undefined } })
  const look = readForm(settingsForms.look, filled({ theme: 'slate', accentLight: 'F5A623' }))
  expect(look).toMatchObject({ fields: { theme: 'slate', accentLight: '#f5a623', accentDark: undefined } })
})

it('a key ends after a year where nothing else is chosen', () => {
  expect(renderToStaticMarkup(createElement(KeyForm))).toMatch(/<option value="365" selected=""/)
})
