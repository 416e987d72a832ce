import { expect, it } from 'vitest'
import { Email, emailProblem } from '#lib/rules/subscribers/email.ts'

it.each([
  ['  Jane.Doe+x@Example.COM ', 'jane.doe+x@example.com'],
  ['jane@müller.de', 'jane@xn--mller-kva.de'],
  ['jane@пример.рф', 'jane@xn--e1afmkfd.xn--p1ai'],
  ['jane@xn--e1afmkfd.xn--p1ai', 'jane@xn--e1afmkfd.xn--p1ai'],
  ['jane@ｅxample.com', 'jane@example.com'],
  // A Cyrillic "а" is another domain than example.com.
  ['jane@exаmple.com', 'jane@xn--exmple-4nf.com'],
])('%s is the mailbox %s', (typed, mailbox) => {
  expect(Email.safeParse(typed).data).toBe(mailbox)
})

it.each([
  'jane',
  'jane@',
  '@example.com',
  'jane@localhost',
  'jane@127.0.0.1',
  'jane@１２７.0.0.1',
  'jané@example.com',
  'a@example.com\r\nBcc: b@example.com',
  'a@example.com,b@example.com',
  '<a@example.com>',
  '"a b"@example.com',
  'jane@müller.de/x',
  'jane@müller.de:25',
  'a@b@müller.de',
  'jane@mü ller.de',
  'jane@ü\u0000.de',
  `jane@${'ü'.repeat(300)}.de`,
])('%s is none', typed => {
  expect(Email.safeParse(typed).success).toBe(false)
})

it.each([
  ['jörg@müller.de', 'mailbox'],
  ['jörg@example.com', 'mailbox'],
  [' Иван@пример.рф ', 'mailbox'],
  ['jörg', 'email'],
  ['jörg@', 'email'],
  ['jörg@localhost', 'email'],
  ['jör g@example.com', 'email'],
  ['jane', 'email'],
  [null, 'email'],
])('%s is refused for the true reason: %s', (typed, problem) => {
  expect(Email.safeParse(typed).success).toBe(false)
  expect(emailProblem(typed)).toBe(problem)
})
