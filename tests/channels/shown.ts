import type { Message } from '#lib/channels/channel.ts'
import { discord } from '#lib/channels/discord/send.ts'
import { ntfy } from '#lib/channels/ntfy/send.ts'
import type { Post } from '#lib/channels/outward/outward.ts'
import { slack } from '#lib/channels/slack/send.ts'
import { sms } from '#lib/channels/sms/send.ts'
import { teams } from '#lib/channels/teams/send.ts'
import { telegram } from '#lib/channels/telegram/send.ts'
import { webPush } from '#lib/channels/web-push/send.ts'
import { webhook } from '#lib/channels/webhook/send.ts'
import type { ChannelName } from '#lib/rules/destinations/destination.ts'
import { browserKeys, openPush, pushKeys } from './push-browser.ts'

type Text = { text: string }

/** What whoever reads at a destination sees of a message, by channel, as the service there shows it. */
const forms: Record<
  ChannelName,
  {
    open: (post: Post) => { send: ReturnType<typeof slack>['send'] }
    config?: unknown
    shown: (body: Buffer) => string
  }
> = {
  slack: {
    open: slack,
    shown: body =>
      json<{ blocks: { type: string; text: Text }[] }>(body)
        .blocks.flatMap(block => (block.type === 'section' ? [block.text.text] : []))
        .join('\n'),
  },
  discord: {
    open: discord,
    shown: body =>
      (json<{ embeds: { description: string }[] }>(body).embeds[0]?.description ?? '').replace(
        /\\(.)/g,
        '$1',
      ),
  },
  teams: {
    open: teams,
    shown: body =>
      json<{ attachments: { content: { body: { inlines: Text[] }[] } }[] }>(body)
        .attachments.flatMap(({ content }) =>
          content.body.flatMap(block => block.inlines.map(({ text }) => text)),
        )
        .join('\n'),
  },
  telegram: {
    open: post => telegram({ token: '1:a', baseUrl: 'https://api.example.com' }, post),
    shown: body =>
      json<Text>(body)
        .text.replace(/<[^>]+>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&'),
  },
  ntfy: { open: ntfy, config: { token: null }, shown: body => json<{ message: string }>(body).message },
  'web-push': {
    open: post => webPush({ ...pushKeys, contact: 'https://status.example.com' }, post),
    config: browserKeys(),
    shown: body => (openPush(body) as { body: string }).body,
  },
  webhook: {
    open: webhook,
    config: { secret: `whsec_${'a'.repeat(32)}` },
    shown: body =>
      json<{ incident: { incident_updates: { body: string }[] } }>(body).incident.incident_updates[0]?.body ??
      '',
  },
  sms: {
    open: post =>
      sms({ accountSid: 'AC1', authToken: 's', from: '+1', baseUrl: 'https://api.example.com' }, post),
    shown: body => new URLSearchParams(body.toString()).get('Body') ?? '',
  },
}

/** What is read at a destination of this channel. */
export async function shownBy(channel: ChannelName, message: Message): Promise<string> {
  return forms[channel].shown(await postedBy(channel, message))
}

/** All that is posted there: of what is no JSON the text. */
export async function bodyBy(channel: ChannelName, message: Message): Promise<string> {
  return (await postedBy(channel, message)).toString('utf8')
}

async function postedBy(channel: ChannelName, message: Message): Promise<Buffer> {
  const bodies: Buffer[] = []
  const post: Post = async (_url, body) => {
    bodies.push(Buffer.from(body))
    return { is: 'answer', status: 200, headers: {}, body: '{}' }
  }
  const { open, config = {} } = forms[channel]
  await open(post).send(message, { channel, address: 'https://example.com/a/b', config }, message.at)
  const [body] = bodies
  if (!body) throw new Error(`${channel} sent nothing.`)
  return body
}

function json<T>(body: Buffer): T {
  return JSON.parse(body.toString('utf8'))
}
