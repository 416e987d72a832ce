import { z } from 'zod'
import type { Channel, Message } from '#lib/channels/channel.ts'
import type { Post } from '#lib/channels/outward/outward.ts'
import { type AnswerMeaning, jsonOf, tellResultOf } from '#lib/channels/result.ts'
import { fitting, linkLabel, shortened, signed } from '#lib/channels/words.ts'

export type TelegramOptions = {
  token: string
  /** Telegram's own, or one for tests. */
  baseUrl: string
}

/** The length is counted after the markup is read: https://core.telegram.org/bots/api#sendmessage */
const mostText = 4096
/** Left free for the links' labels. */
const footText = 200

const Sent = z.object({ result: z.object({ message_id: z.number() }) })
const Failed = z.object({
  description: z.string().default(''),
  parameters: z.object({ retry_after: z.number() }).partial().default({}),
})

/** What Telegram says when nobody reads a chat: blocked, left, deleted, or moved to another number. */
const goneWords =
  /blocked by the user|user is deactivated|kicked|not a member|chat not found|upgraded to a supergroup|have no rights/i

const meaning: AnswerMeaning = {
  name: 'Telegram',
  isGone: answer => goneWords.test(failureOf(answer)?.description ?? ''),
  // Telegram does not know our bot's token: staff can correct it.
  waits: [401, 404],
  idOf: answer => Sent.safeParse(jsonOf(answer)).data?.result.message_id.toString() ?? null,
  // The limit is the bot's: https://core.telegram.org/bots/faq#broadcasting-to-users
  sharedBy: () => '',
  pauseOf: answer => failureOf(answer)?.parameters.retry_after ?? null,
}

function failureOf(answer: Parameters<typeof jsonOf>[0]) {
  return Failed.safeParse(jsonOf(answer)).data
}

/** Sends as our bot. The address is the chat's number, or the @name of a channel. */
export function telegram({ token, baseUrl }: TelegramOptions, post: Post): Channel {
  return {
    async send(message, { address }, now) {
      const botMessage = {
        chat_id: address,
        text: textOf(message),
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
      }
      const headers = { 'content-type': 'application/json' }
      const posted = await post(`${baseUrl}/bot${token}/sendMessage`, JSON.stringify(botMessage), headers)
      return tellResultOf(posted, meaning, address, now)
    },
  }
}

function textOf(message: Message): string {
  const headline = shortened(signed(message), mostText / 4)
  const lines = fitting(message.lines.join('\n'), mostText - headline.length - footText)
  const links = [link(message.url, linkLabel(message))]
  if (message.unsubscribeUrl) links.push(link(message.unsubscribeUrl, 'Stop these messages'))
  return [`<b>${escaped(headline)}</b>`, escaped(lines), links.join(' · ')]
    .filter(part => part !== '')
    .join('\n\n')
}

function link(url: string, label: string): string {
  return `<a href="${escaped(url)}">${escaped(label)}</a>`
}

/** https://core.telegram.org/bots/api#html-style */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
