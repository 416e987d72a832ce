import { describe, expect, it } from 'vitest'
import { renderConfirmComment, renderConfirmSubscription } from '#lib/mail/templates/render-confirmation.tsx'
import { renderSignIn } from '#lib/mail/templates/render-sign-in.tsx'
import { wordsIn } from '#lib/words/words.ts'
import { unbroken } from '#tests/support/unbroken.ts'

const siteName = 'Example Hosting'
const confirmUrl = 'https://status.example.com/confirm/a.b.c'

describe('asking to confirm a subscription', () => {
  it('says what was asked for, how long the link works, and what to do otherwise', async () => {
    const watching = ['web07', 'Frankfurt']
    const mail = await renderConfirmSubscription(wordsIn('en'), {
      siteName,
      siteUrl: 'https://status.example.com',
      confirmUrl,
      watching,
      isEndOnly: false,
      validHours: 48,
    })
    expect(mail.subject).toBe('Please confirm: notices about web07 and Frankfurt')
    expect(mail.text).toContain(`Yes, write to me:\n${confirmUrl}`)
    expect(mail.text).toContain('The link works for 2 days.')
    expect(unbroken(mail.text)).toContain('If it was not you, do nothing')
    expect(mail.html).toContain(`href="${confirmUrl}"`)
  })

  it('names some of many', async () => {
    const watching = ['a', 'b', 'c', 'd', 'e', 'f']
    const mail = await renderConfirmSubscription(wordsIn('en'), {
      siteName,
      siteUrl: 'https://status.example.com',
      confirmUrl,
      watching,
      isEndOnly: false,
      validHours: 1,
    })
    expect(mail.subject).toBe('Please confirm: notices about a, b, c and 3 more')
    expect(mail.text).toContain('works for one hour')
  })
})

describe('asking to confirm a comment', () => {
  const ask = (body: string) =>
    renderConfirmComment(wordsIn('en'), {
      siteName,
      siteUrl: 'https://status.example.com',
      confirmUrl,
      ownUrl: 'https://status.example.com/comments/mine/token',
      postTitle: 'web07 is down',
      body,
      validHours: 24,
    })

  it('quotes it', async () => {
    const mail = await ask('Thanks!\n<b>All</b> well here.')
    expect(mail.subject).toBe('Please confirm your comment on “web07 is down”')
    expect(mail.text).toContain('> Thanks!\n> <b>All</b> well here.')
    expect(mail.html).toContain('&lt;b&gt;All&lt;/b&gt;')
  })

  it('carries nobody’s advertising: no links, and no more than its beginning', async () => {
    const mail = await ask(`Buy at https://spam.example/x or www.spam.example now ${'again '.repeat(100)}`)
    expect(mail.text + mail.html).not.toContain('spam.example')
    expect(mail.text).toContain('> Buy at [link] or [link] now')
    expect(mail.text.match(/again/g)?.length).toBeLessThan(50)
  })
})

it('the link for staff to sign in says that it works once', async () => {
  const url = 'https://status.example.com/api/auth/magic-link/verify?token=x&callbackURL=%2Fdesk'
  const mail = await renderSignIn(wordsIn('en'), { siteName, url, validMinutes: 10 })
  expect(mail.subject).toBe('Sign in to Example Hosting')
  expect(mail.text).toContain(`Sign in:\n${url}`)
  expect(mail.text).toContain('It works for 10 minutes, once.')
  expect(mail.html).toContain(`href="${url.replace('&', '&amp;')}"`)
})
