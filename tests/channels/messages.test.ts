import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel, Message, SendTarget } from '#lib/channels/channel.ts'
import { discord } from '#lib/channels/discord/send.ts'
import { ntfy } from '#lib/channels/ntfy/send.ts'
import { outward } from '#lib/channels/outward/outward.ts'
import { slack } from '#lib/channels/slack/send.ts'
import { sms } from '#lib/channels/sms/send.ts'
import { teams } from '#lib/channels/teams/send.ts'
import { telegram } from '#lib/channels/telegram/send.ts'
import { webPush } from '#lib/channels/web-push/send.ts'
import {
  type ChannelProvider,
  startChannelProvider,
  type TakenPost,
} from '#tests/support/channel-provider.ts'
import { began, ended, nasty } from './facts.ts'
import { browserKeys, openPush, pushKeys } from './push-browser.ts'

let provider: ChannelProvider
beforeEach(async () => {
  provider = await startChannelProvider()
})
afterEach(() => provider.close())

const post = outward({ isPrivateAllowed: true })

async function taken(
  channel: Channel,
  message: Message,
  path: string,
  config: unknown = {},
): Promise<TakenPost> {
  const address = path.startsWith('/') ? `${provider.url}${path}` : path
  const target = { channel: 'slack', address, config } satisfies SendTarget
  expect(await channel.send(message, target, new Date())).toMatchObject({ is: 'sent' })
  return provider.posts.at(-1) as TakenPost
}

const json = ({ body }: TakenPost) => JSON.parse(body.toString('utf8'))
const long: Message = {
  ...began,
  headline: '𝔴'.repeat(6000),
  lines: Array.from({ length: 40 }, () => 'ü'.repeat(400)),
}

describe('Slack', () => {
  it('has blocks, and the first sentence for what cannot show them', async () => {
    const message = json(await taken(slack(post), began, '/services/x'))
    expect(message).toEqual({
      text: '▼ web07 is down.',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: '▼ web07 is down.', emoji: false } },
        { type: 'section', text: { type: 'plain_text', text: began.lines.join('\n'), emoji: false } },
        {
          type: 'context',
          elements: [
            {
              type: 'mrkdwn',
              text: `<${began.url}|Follow this incident> · <${began.unsubscribeUrl}|Stop these messages>`,
            },
          ],
        },
      ],
      mrkdwn: false,
      unfurl_links: false,
    })
  })

  it('calls nobody by what a name holds', async () => {
    const message = json(await taken(slack(post), nasty, '/services/x'))
    expect(message.blocks[1].text).toMatchObject({ type: 'plain_text', text: nasty.lines[0] })
    expect(message.text).not.toMatch(/[<>]/)
  })

  it('stays inside the limits', async () => {
    const message = json(await taken(slack(post), long, '/services/x'))
    expect(message.blocks[0].text.text.length).toBeLessThanOrEqual(150)
    expect(message.blocks[1].text.text.length).toBeLessThanOrEqual(3000)
  })
})

describe('Discord', () => {
  it('has one embed in the colour of the impact, waits for its id and mentions nobody', async () => {
    const request = await taken(discord(post), began, '/api/webhooks/1/x?thread_id=5')
    expect(request.path).toBe('/api/webhooks/1/x?thread_id=5&wait=true')
    expect(json(request)).toEqual({
      username: 'Example Hosting',
      embeds: [
        {
          title: '▼ web07 is down.',
          url: began.url,
          description: `web07 has been down since 03\\:00 UTC.\nWe know about it and are working on it now.\n\n[Follow this incident](${began.url}) · [Stop these messages](${began.unsubscribeUrl})`,
          color: 0xa11226,
          timestamp: '2013-02-19T03:00:05.000Z',
        },
      ],
      allowed_mentions: { parse: [] },
    })
  })

  it('takes the meaning from every sign of Markdown', async () => {
    const { embeds } = json(await taken(discord(post), nasty, '/api/webhooks/1/x'))
    expect(embeds[0].title).toContain('\\*web\\_07\\*')
    expect(embeds[0].title).toContain('\\[x\\]\\(https\\://evil.example\\)')
    expect(embeds[0].description).toContain('\\*\\*bold\\*\\* \\_\\_under\\_\\_')
    expect(embeds[0].description).toContain('\\<\\@U1\\>')
  })

  it('stays inside the limits and cuts no mail in two', async () => {
    const { embeds } = json(await taken(discord(post), long, '/api/webhooks/1/x'))
    expect(embeds[0].title.length).toBeLessThanOrEqual(256)
    expect(embeds[0].title).toMatch(/𝔴…$/)
    expect(embeds[0].description.length).toBeLessThanOrEqual(4096)
    expect(embeds[0].description).toContain(began.unsubscribeUrl)
  })

  it('gives a name that Discord takes', async () => {
    const message = { ...began, siteName: 'Discord Hosting' }
    expect(json(await taken(discord(post), message, '/api/webhooks/1/x')).username).toBe('Status')
  })
})

describe('Microsoft Teams', () => {
  it('has an adaptive card whose text is no Markdown', async () => {
    const message = json(await taken(teams(post), nasty, '/workflows/x'))
    expect(message.type).toBe('message')
    expect(message.attachments).toHaveLength(1)
    const [{ contentType, content }] = message.attachments
    expect(contentType).toBe('application/vnd.microsoft.card.adaptive')
    expect(content).toMatchObject({ type: 'AdaptiveCard', version: '1.4' })
    expect(content.body.map((block: { type: string }) => block.type)).toEqual([
      'RichTextBlock',
      'RichTextBlock',
    ])
    expect(content.body[1].inlines).toEqual([{ type: 'TextRun', text: nasty.lines[0] }])
    expect(content.actions).toEqual([
      { type: 'Action.OpenUrl', title: 'Follow this incident', url: nasty.url },
      { type: 'Action.OpenUrl', title: 'Stop these messages', url: nasty.unsubscribeUrl },
    ])
  })

  it('has at most 28 KB', async () => {
    const { body } = await taken(teams(post), long, '/workflows/x')
    expect(body.byteLength).toBeLessThanOrEqual(28 * 1024)
  })
})

describe('Telegram', () => {
  const channel = () => telegram({ token: '123:abc', baseUrl: provider.url }, post)

  it('sends HTML to the chat', async () => {
    const request = await taken(channel(), ended, '-1001')
    expect(request.path).toBe('/bot123:abc/sendMessage')
    expect(json(request)).toEqual({
      chat_id: '-1001',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      text: `<b>● All clear: web07.</b>\n\nweb07 is well again.\n\n<a href="${ended.url}">Read what happened</a> · <a href="${ended.unsubscribeUrl}">Stop these messages</a>`,
    })
  })

  it('lets no tag through', async () => {
    const { text } = json(await taken(channel(), nasty, '42'))
    expect(text).toContain('&lt;!channel&gt; &lt;@U1&gt; &lt;/b&gt; &amp;amp;')
    expect(text.match(/<\/?[a-z]+/g)).toEqual(['<b', '</b', '<a', '</a', '<a', '</a'])
  })

  it('stays inside the limit, counted as shown', async () => {
    const { text } = json(await taken(channel(), long, '42'))
    expect(text.replace(/<[^>]+>/g, '').length).toBeLessThanOrEqual(4096)
  })
})

describe('ntfy', () => {
  it('publishes as JSON at the root of the server, with the token', async () => {
    const request = await taken(ntfy(post), began, '/my-topic', { token: 'tk_1' })
    expect(request.path).toBe('/')
    expect(request.headers.authorization).toBe('Bearer tk_1')
    expect(json(request)).toEqual({
      topic: 'my-topic',
      title: 'web07 is down.',
      message: began.lines.join('\n'),
      priority: 4,
      click: began.url,
      tags: ['rotating_light'],
    })
  })

  it('rings for what cannot wait, and shows the rest', async () => {
    const request = await taken(ntfy(post), ended, '/my-topic', { token: null })
    expect(request.headers.authorization).toBeUndefined()
    expect(json(request)).toMatchObject({ priority: 3, tags: ['white_check_mark'] })
  })

  it('stays below the 4096 bytes at which a message becomes a file', async () => {
    const { message } = json(await taken(ntfy(post), long, '/my-topic', { token: null }))
    expect(Buffer.byteLength(message)).toBeLessThan(4096)
  })
})

describe('Web Push', () => {
  const channel = () => webPush({ ...pushKeys, contact: 'https://status.example.com' }, post)

  it('seals what only the browser can open, signed by our key', async () => {
    const request = await taken(channel(), began, '/push/1', browserKeys())
    expect(openPush(request.body)).toEqual({
      title: 'web07 is down.',
      body: began.lines.join('\n'),
      url: began.url,
      tag: began.postId,
    })
    expect(request.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'high' })
    expect(request.headers.topic).toBe(began.postId)
    expect(request.headers.authorization).toContain(`k=${pushKeys.publicKey}`)
  })

  it('stays inside the 4096 bytes that every push service takes', async () => {
    const { body } = await taken(channel(), long, '/push/1', browserKeys())
    expect(body.byteLength).toBeLessThanOrEqual(4096)
  })
})

describe('SMS', () => {
  const account = { accountSid: 'AC1', authToken: 'secret' }

  it('posts a form to Twilio, from a number or a messaging service', async () => {
    const from = '+15005550006'
    const request = await taken(
      sms({ ...account, from, baseUrl: provider.url }, post),
      began,
      '+491701234567',
    )
    expect(request.path).toBe('/2010-04-01/Accounts/AC1/Messages.json')
    expect(request.headers.authorization).toBe(`Basic ${btoa('AC1:secret')}`)
    expect(Object.fromEntries(new URLSearchParams(request.body.toString()))).toEqual({
      To: '+491701234567',
      From: from,
      Body: `Example Hosting: web07 is down. ${began.url}`,
    })
    const service = sms({ ...account, from: 'MG1', baseUrl: provider.url }, post)
    const form = new URLSearchParams((await taken(service, began, '+491701234567')).body.toString())
    expect([form.get('MessagingServiceSid'), form.get('From')]).toEqual(['MG1', null])
  })
})
