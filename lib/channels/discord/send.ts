import { z } from 'zod'
import type { Channel, Message } from '#lib/channels/channel.ts'
import type { Post } from '#lib/channels/outward/outward.ts'
import { type AnswerMeaning, jsonOf, tellResultOf } from '#lib/channels/result.ts'
import { fitting, linkLabel, shortened, signed } from '#lib/channels/words.ts'
import { tones } from '#lib/mail/templates/look.ts'

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
const mostTitle = 256
const mostDescription = 4096
const mostName = 80

const DiscordMessage = z.object({ id: z.string() })
/** global: the limit is not this webhook's, but ours: https://discord.com/developers/docs/topics/rate-limits */
const Limited = z.object({ retry_after: z.number(), global: z.boolean().default(false) })

const meaning: AnswerMeaning = {
  name: 'Discord',
  // Unknown webhook, or its token was taken back.
  isGone: ({ status }) => status === 401 || status === 404,
  idOf: answer => DiscordMessage.safeParse(jsonOf(answer)).data?.id ?? null,
  sharedBy: (_, answer) => (Limited.safeParse(jsonOf(answer)).data?.global ? '' : null),
  pauseOf: answer => {
    const limited = Limited.safeParse(jsonOf(answer))
    return limited.success ? Math.max(0, Math.ceil(limited.data.retry_after)) : null
  },
}

/** Posts to a webhook of Discord. */
export function discord(post: Post): Channel {
  return {
    async send(message, { address }, now) {
      const url = new URL(address)
      // Without it Discord answers before it has kept the message.
      url.searchParams.set('wait', 'true')
      const headers = { 'content-type': 'application/json' }
      const posted = await post(url.href, JSON.stringify(messageOf(message)), headers)
      return tellResultOf(posted, meaning, address, now)
    },
  }
}

function messageOf(message: Message) {
  const links = [`[${linkLabel(message)}](${message.url})`]
  if (message.unsubscribeUrl) links.push(`[Stop these messages](${message.unsubscribeUrl})`)
  const foot = `\n\n${links.join(' · ')}`
  const lines = fitting(message.lines.join('\n'), mostDescription - foot.length, escaped)
  return {
    username: nameOf(message.siteName),
    embeds: [
      {
        title: shortened(escaped(signed(message)), mostTitle).replace(/\\…$/, '…'),
        url: message.url,
        description: `${lines}${foot}`.trim(),
        color: Number.parseInt(tones[message.impact].slice(1), 16),
        timestamp: message.at.toISOString(),
      },
    ],
    allowed_mentions: { parse: [] },
  }
}

/** Discord takes no name with "clyde" or "discord" in it: https://discord.com/developers/docs/resources/webhook */
function nameOf(siteName: string): string {
  return /clyde|discord/i.test(siteName) ? 'Status' : shortened(siteName, mostName)
}

/** Markdown's own characters say themselves. */
function escaped(text: string): string {
  return text.replace(/[\\*_~`|>#[\]()<:@-]/g, '\\$&')
}
