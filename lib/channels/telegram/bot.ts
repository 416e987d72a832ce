import { z } from 'zod'
import type { Post } from '#lib/channels/outward/outward.ts'
import type { Words } from '#lib/words/words.ts'
import type { TelegramOptions } from './send.ts'

/** What our bot is told: of all that happens, messages to it alone (https://core.telegram.org/bots/api#update). */
const Update = z.object({
  message: z
    .object({
      text: z.string(),
      chat: z.object({ id: z.number() }),
      /** IETF language tag of the writer's Telegram. */
      from: z.object({ language_code: z.string().optional() }).optional(),
    })
    .optional(),
})

/** Who writes to our bot: in which chat, and in which language their Telegram is; empty: it does not say. null: nobody. */
export function writerOf(update: unknown): { chat: string; language: string } | null {
  const { message } = Update.safeParse(update).data ?? {}
  return message ? { chat: String(message.chat.id), language: message.from?.language_code ?? '' } : null
}

export type BotReply = { method: 'sendMessage'; chat_id: number; text: string }

/**
 * What our bot answers to "/start": the chat's number, which nobody knows otherwise. It remembers nothing: that the
 * number is the reader's own is proven by the code. null: nothing is answered.
 */
export function replyTo(words: Words, update: unknown, siteName: string): BotReply | null {
  const { message } = Update.safeParse(update).data ?? {}
  if (!message || !/^\/start(@\w+)?(\s|$)/.test(message.text)) return null
  const { id } = message.chat
  return {
    method: 'sendMessage',
    chat_id: id,
    text: words('channels.chat', { number: String(id), site: siteName }),
  }
}

/** Asks Telegram to post to this address what is written to our bot, with this secret in a header. Returns why not, or null. */
export async function listenToBot(
  { token, baseUrl }: TelegramOptions,
  at: { url: string; secret: string },
  post: Post,
): Promise<string | null> {
  const wish = { url: at.url, secret_token: at.secret, allowed_updates: ['message'], max_connections: 2 }
  const headers = { 'content-type': 'application/json' }
  const posted = await post(`${baseUrl}/bot${token}/setWebhook`, JSON.stringify(wish), headers)
  if (posted.is !== 'answer') return posted.reason
  return posted.status === 200 ? null : `${posted.status} ${posted.body.slice(0, 200)}`
}
