import { describe, expect, it } from 'vitest'
import { meaningOfRefusal } from '#lib/rules/sending/refusal.ts'

describe('a refusal for good', () => {
  it.each([
    ['550 5.1.1 <jane@example.org>: Recipient address rejected: User unknown', '5.1.1'],
    ['550 5.1.1 No such user', '5.0.0'],
    ['550-5.1.1 The email account that you tried to reach does not exist.', '5.0.0'],
    ['550 #5.1.0 Address rejected. No such recipient', '5.0.0'],
    ['550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found by SMTP address lookup', ''],
    ['550 No such user', ''],
    ['550 No such user here', '5.0.0'],
    ['550 No Such User Here"', '5.0.0'],
    ['550 user unknown', ''],
    ['550 Unknown user', '5.5.0'],
    ['550 <jane@example.org>: Recipient address rejected: User unknown in relay recipient table', ''],
    ['550 Unrouteable address', '5.0.0'],
    ['Unrouteable address', '5.0.0'],
    ['550 Requested action not taken: mailbox unavailable', ''],
    ['550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)', '5.5.0'],
    ['553 sorry, no mailbox here by that name (#5.7.17)', ''],
    ['550 Invalid recipient jane@example.org', ''],
    ['550 jane@example.org... User not found', ''],
    ['550 That mailbox does not exist', ''],
    ['551 not our customer', ''],
    ['554 delivery error: dd This user doesn’t have a yahoo.com account (jane@yahoo.com) [0]', ''],
    ['smtp; 550 5.1.1 gone', ''],
  ])('says with "%s" and the status "%s" that the mailbox is gone', (answer, status) => {
    expect(meaningOfRefusal(answer, status)).toBe('gone')
  })

  it.each([
    ['550 5.2.1 The email account that you tried to reach is disabled.', ''],
    ['552 5.2.2 mailbox full', '5.2.2'],
    ['552-5.2.2 The email account that you tried to reach is over quota', ''],
    ['552 mailbox full', '5.0.0'],
    ['550 account is disabled, unknown user', ''],
    ['550 5.4.1 Recipient address rejected: Access denied. AS(201806281)', ''],
    ['550 Administrative prohibition', '5.0.0'],
    ['550', ''],
  ])('speaks with "%s" and the status "%s" of a mailbox that may come back', (answer, status) => {
    expect(meaningOfRefusal(answer, status)).toBe('mailbox')
  })

  it.each([
    ['550 5.7.1 you are on a blocklist', ''],
    ['550 5.7.1 Recipient address rejected: user unknown', ''],
    ['553 5.1.8 bad sender', ''],
    ['550 5.4.4 Host not found', ''],
    ['554 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; user unknown', ''],
    ['550 Sender verify failed: no such user', ''],
    ['550 relay not permitted', '5.0.0'],
    ['550 message rejected due to SPF policy, mailbox unavailable', ''],
    ['450 4.2.1 no such user, try again later', '5.0.0'],
    ['', '4.4.7'],
  ])('says with "%s" and the status "%s" nothing about the address', (answer, status) => {
    expect(meaningOfRefusal(answer, status)).toBe('other')
  })
})
