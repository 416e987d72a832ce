import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { wordsIn } from '#lib/words/words.ts'
import { withFreshPage, withWholeBrowser } from '#tests/support/browser.ts'
import { until } from '#tests/support/until.ts'

const words = wordsIn('en')

/** The place on the preferences page, alone. */
const html = `<!doctype html><title>Ways</title><div data-push-key="key" data-token="token"
  data-button="${words('destinations.browser.button')}" data-denied="${words('destinations.browser.denied')}"
  data-failed="${words('destinations.browser.failed', { reason: '{reason}' })}"></div>
<script src="/push-button.js" defer></script>`

let server: Server
let origin = ''
const forms: string[] = []

beforeAll(async () => {
  server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      let body = ''
      for await (const chunk of request) body += chunk
      forms.push(body)
      return void response.end('taken')
    }
    const isScript = request.url?.endsWith('.js')
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? await readFile(`public${request.url}`) : html)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

/** The push service is outside of this machine: the browser's answer to it is given. */
async function answerFor(page: Page, permission: 'denied' | 'granted'): Promise<void> {
  await page.addInitScript(given => {
    Notification.requestPermission = async () => given
    PushManager.prototype.subscribe = async () =>
      ({
        toJSON: () => ({ endpoint: 'https://push.example/1', keys: { p256dh: 'p', auth: 'a' } }),
      }) as unknown as PushSubscription
  }, permission)
}

it('adds a button that posts the form with what the browser hands out', async () => {
  await withFreshPage({}, async page => {
    await answerFor(page, 'granted')
    await page.goto(origin)
    await page.getByRole('button', { name: 'Show messages in this browser' }).click()
    await page.getByText('taken').waitFor()
    expect(page.url()).toBe(`${origin}/api/destinations/add`)
    expect(Object.fromEntries(new URLSearchParams(forms.at(-1)))).toEqual({
      token: 'token',
      channel: 'web-push',
      address: 'https://push.example/1',
      p256dh: 'p',
      auth: 'a',
    })
  })
})

it('says what to do where the browser does not allow messages', async () => {
  await withFreshPage({}, async page => {
    await answerFor(page, 'denied')
    await page.goto(origin)
    const button = page.getByRole('button', { name: 'Show messages in this browser' })
    await button.click()
    await page.getByRole('status').getByText('Allow them for this site').waitFor()
    expect(await button.isEnabled()).toBe(true)
  })
})

it('shows nothing without scripts', async () => {
  await withFreshPage({ javaScriptEnabled: false }, async page => {
    await page.goto(origin)
    expect(await page.getByRole('button').count()).toBe(0)
  })
})

it('shows what is pushed', async () => {
  await withWholeBrowser({ permissions: ['notifications'] }, async page => {
    const client = await page.context().newCDPSession(page)
    const registrations: string[] = []
    client.on('ServiceWorker.workerRegistrationUpdated', event => {
      registrations.push(...event.registrations.map(each => each.registrationId))
    })
    await client.send('ServiceWorker.enable')
    await page.goto(origin)
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/push.js')
      await navigator.serviceWorker.ready
    })
    const registrationId = await until(() => registrations.at(-1), 'the worker is registered')
    const data = JSON.stringify({
      title: 'web07 is down.',
      body: 'Since 03:00 UTC.',
      url: `${origin}/posts/x`,
      tag: 'x',
    })
    await client.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data })
    const shown = await until(async () => {
      const all = await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready
        return (await registration.getNotifications()).map(({ title, body, tag, data }) => ({
          title,
          body,
          tag,
          data,
        }))
      })
      return all.length > 0 && all
    }, 'the message is shown')
    expect(shown).toEqual([
      { title: 'web07 is down.', body: 'Since 03:00 UTC.', tag: 'x', data: { url: `${origin}/posts/x` } },
    ])
  })
})
