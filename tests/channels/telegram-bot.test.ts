import { afterEach, beforeEach, expect, it } from 'vitest'
import { outward } from '#lib/channels/outward/outward.ts'
import { listenToBot, replyTo } from '#lib/channels/telegram/bot.ts'
import { wordsIn } from '#lib/words/words.ts'
import { type ChannelProvider, startChannelProvider } from '#tests/support/channel-provider.ts'

let provider: ChannelProvider
beforeEach(async () => {
  provider = await startChannelProvider()
})
afterEach(() => provider.close())

const update = (text: string) => ({ update_id: 1, message: { text, chat: { id: -1001 } } })

it.each(['/start', '/start code', '/start@our_bot'])('answers %s with the number of the chat', text => {
  expect(replyTo(wordsIn('en'), update(text), 'Example Hosting')).toEqual({
    method: 'sendMessage',
    chat_id: -1001,
    text: 'The number of this chat is -1001. Type it on the page where you choose how Example Hosting reaches you.',
  })
})

it.each([update('/starting'), update('hello'), { update_id: 2, edited_message: {} }, null, 'x'])(
  'answers nothing to %j',
  given => {
    expect(replyTo(wordsIn('en'), given, 'Example Hosting')).toBeNull()
  },
)

it('tells Telegram where the bot listens, and says why it cannot', async () => {
  const post = outward({ isPrivateAllowed: true })
  const at = { url: 'https://status.example.com/api/telegram', secret: 's' }
  const listen = () => listenToBot({ token: '1:a', baseUrl: provider.url }, at, post)
  expect(await listen()).toBeNull()
  expect(provider.posts[0]?.path).toBe('/bot1:a/setWebhook')
  expect(JSON.parse(provider.posts[0]?.body.toString() ?? '')).toEqual({
    url: at.url,
    secret_token: 's',
    allowed_updates: ['message'],
    max_connections: 2,
  })
  provider.next({ answer: 401, body: 'Unauthorized' })
  expect(await listen()).toBe('401 Unauthorized')
})
