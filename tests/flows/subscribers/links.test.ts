import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import ConfirmPage, { generateMetadata as confirmMetadata } from '#app/(site)/confirm/[token]/page.tsx'
import UnsubscribePage from '#app/(site)/unsubscribe/[token]/page.tsx'
import { POST as postConfirm } from '#app/api/confirm/route.ts'
import { GET as getOneClick, POST as postOneClick } from '#app/api/unsubscribe/[token]/route.ts'
import { POST as postUnsubscribe } from '#app/api/unsubscribe/route.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { env } from '#lib/env.ts'
import { confirmSubscription } from '#lib/flows/subscribers/confirm-subscription.ts'
import { loadPreferences } from '#lib/flows/subscribers/load-preferences.ts'
import { unsubscribe } from '#lib/flows/subscribers/unsubscribe.ts'
import type { LinkPurpose } from '#lib/links.ts'
import { useJane } from './jane-fixture.ts'
import { answerOf, formRequest, minute, pageOf, start, tokenIn } from './subscribing-fixture.ts'

const { fixture, web07, all, server, ask, subscriber, watched, linkFor, janeWatchesWeb07 } = useJane()

describe('unsubscribing', () => {
  it('ends everything at once, however often', async () => {
    await janeWatchesWeb07()
    await ask(all, minute(2))
    const token = await linkFor('unsubscribe')
    expect(await unsubscribe(token, minute(3))).toBe('done')
    expect(await unsubscribe(token, minute(9))).toBe('done')
    expect(await subscriber()).toMatchObject({ state: 'unsubscribed', unsubscribedAt: minute(3) })
    expect(await watched()).toEqual([])
    expect(await fixture.mail(minute(9))).toEqual([])
  })

  it('works for ever, also for an address that is gone', async () => {
    await janeWatchesWeb07()
    const token = await linkFor('unsubscribe')
    await fixture.db.delete(subscribers)
    expect(await unsubscribe(token, minute(60 * 24 * 3650))).toBe('done')
  })

  it('keeps a suppressed address suppressed', async () => {
    await janeWatchesWeb07()
    await fixture.db.update(subscribers).set({ state: 'suppressed' })
    await unsubscribe(await linkFor('unsubscribe'), minute(2))
    expect((await subscriber())?.state).toBe('suppressed')
    expect(await watched()).toEqual([])
  })
})

describe('a link for one purpose', () => {
  it.each<LinkPurpose>(['unsubscribe', 'preferences', 'confirm-comment', 'set-up'])(
    'confirms nothing: %s',
    async purpose => {
      await ask(server(web07), start)
      const before = await fixture.everything()
      expect(await confirmSubscription(await linkFor(purpose), null, start)).toBe('invalid')
      expect(await fixture.everything()).toBe(before)
    },
  )

  it.each<LinkPurpose>(['confirm-subscription', 'preferences', 'confirm-comment', 'set-up'])(
    'ends nothing: %s',
    async purpose => {
      await janeWatchesWeb07()
      const before = await fixture.everything()
      expect(await unsubscribe(await linkFor(purpose), start)).toBe('unknown')
      expect(await fixture.everything()).toBe(before)
    },
  )
})

describe('the pages behind links', () => {
  it('change nothing when they are opened', async () => {
    await janeWatchesWeb07()
    await ask(all, new Date())
    const confirmToken = await linkFor('confirm-subscription', new Date())
    const unsubscribeToken = await linkFor('unsubscribe')
    const before = await fixture.everything()
    const confirm = await pageOf(ConfirmPage, confirmToken)
    const leave = await pageOf(UnsubscribePage, unsubscribeToken)
    const context = { params: Promise.resolve({ token: unsubscribeToken }) }
    const oneClick = await getOneClick(new Request(`${env.SITE_URL}/api/unsubscribe/x`), context)
    expect(await fixture.everything()).toBe(before)
    expect(confirm).toContain('all servers')
    expect(confirm).toContain(`<form action="/api/confirm" method="post">`)
    expect(confirm).toContain(`value="${confirmToken}"`)
    expect(confirm.match(/<button/g)).toHaveLength(1)
    expect(leave).toContain(`<form action="/api/unsubscribe" method="post">`)
    expect(leave.match(/<button/g)).toHaveLength(1)
    expect(answerOf(oneClick)).toEqual([303, `/unsubscribe/${unsubscribeToken}`])
  })

  it('say what to do when the link does not work', async () => {
    expect(await pageOf(ConfirmPage, 'x.y.z')).toContain('href="/subscribe"')
    expect(await pageOf(UnsubscribePage, 'x.y.z')).toContain('not complete')
  })

  it('show nobody’s address', async () => {
    await janeWatchesWeb07()
    const pages = [
      await pageOf(ConfirmPage, await linkFor('confirm-subscription', new Date())),
      await pageOf(UnsubscribePage, await linkFor('unsubscribe')),
    ]
    expect(pages.join()).not.toContain('jane')
  })

  it('are kept from search engines and other sites', () => {
    expect(confirmMetadata()).toMatchObject({ robots: { index: false }, referrer: 'same-origin' })
  })
})

describe('the buttons behind links', () => {
  it('confirm, and lead to what is next', async () => {
    await ask(server(web07), new Date())
    const token = tokenIn((await fixture.mail(new Date()))[0])
    const press = (value: string) => postConfirm(formRequest('/api/confirm', { token: value }))
    for (const _ of ['once', 'twice']) {
      const [status, path] = answerOf(await press(token))
      expect(status).toBe(303)
      const preferences = String(path).match(/^\/preferences\/([^?]+)\?confirmed=1$/)?.[1] ?? ''
      const opened = await loadPreferences(preferences, new Date())
      expect(opened).toMatchObject({ is: 'open', watched: [{ target: server(web07) }] })
    }
    expect(answerOf(await press(`${token}x`))).toEqual([303, '/confirm/expired'])
    expect((await subscriber())?.state).toBe('confirmed')
  })

  it('unsubscribe, and lead to what is next', async () => {
    await janeWatchesWeb07()
    const token = await linkFor('unsubscribe')
    const press = (value: string) => postUnsubscribe(formRequest('/api/unsubscribe', { token: value }))
    expect(answerOf(await press('x.0.y'))).toEqual([303, '/unsubscribe/invalid'])
    expect(answerOf(await press(token))).toEqual([303, '/unsubscribe/done'])
    expect((await subscriber())?.state).toBe('unsubscribed')
  })

  it('are not to be pressed from another site', async () => {
    await janeWatchesWeb07()
    const token = await linkFor('unsubscribe')
    const headers = { origin: 'https://evil.example' }
    const response = await postUnsubscribe(formRequest('/api/unsubscribe', { token }, headers))
    expect(response.status).toBe(403)
    expect((await subscriber())?.state).toBe('confirmed')
  })
})

describe('one click in a mail program', () => {
  const click = (token: string) => {
    const request = new Request(`${env.SITE_URL}/api/unsubscribe/${token}`, {
      method: 'POST',
      headers: { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    })
    return postOneClick(request, { params: Promise.resolve({ token }) })
  }

  it('unsubscribes from wherever it comes, and says so in plain words', async () => {
    await janeWatchesWeb07()
    const token = await linkFor('unsubscribe')
    for (const response of [await click(token), await click(token)]) {
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toContain('text/plain')
      expect(await response.text()).toContain('You are unsubscribed.')
    }
    const rows = await fixture.db.select().from(subscribers).where(eq(subscribers.state, 'unsubscribed'))
    expect(rows).toHaveLength(1)
  })

  it('does nothing with a link of another purpose', async () => {
    const token = await janeWatchesWeb07()
    expect((await click(token)).status).toBe(404)
    expect((await subscriber())?.state).toBe('confirmed')
  })
})
