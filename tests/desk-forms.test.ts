import { expect, it } from 'vitest'
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
