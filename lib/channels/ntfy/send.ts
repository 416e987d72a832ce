import { z } from 'zod'
import type { Channel, Message } from '#lib/channels/channel.ts'
import type { Post } from '#lib/channels/outward/outward.ts'
import { type AnswerMeaning, hostOf, jsonOf, tellResultOf } from '#lib/channels/result.ts'
import { fitting, shortened } from '#lib/channels/words.ts'
import { configs } from '#lib/rules/destinations/destination.ts'
import type { Impact } from '#lib/rules/servers/status.ts'

/** A longer message becomes a file: https://docs.ntfy.sh/publish/#limitations */
const mostText = 1300
const mostTitle = 250

const NtfyMessage = z.object({ id: z.string() })

const meaning: AnswerMeaning = {
  name: 'ntfy',
  isGone: ({ status }) => status === 410,
  // The topic is protected, or its token has changed: its owner can correct that.
  waits: [401, 403, 404],
  // It counts what comes from us: https://docs.ntfy.sh/publish/#limitations
  sharedBy: hostOf,
  idOf: answer => NtfyMessage.safeParse(jsonOf(answer)).data?.id ?? null,
}

/** Publishes to a topic, whose address is https://<server>/<topic>: https://docs.ntfy.sh/publish/#publish-as-json */
export function ntfy(post: Post): Channel {
  return {
    async send(message, { address, config }, now) {
      const { token } = configs.ntfy.parse(config)
      const { origin, pathname } = new URL(address)
      const ntfyMessage = messageOf(message, pathname.slice(1))
      const headers = {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      }
      const posted = await post(`${origin}/`, JSON.stringify(ntfyMessage), headers)
      return tellResultOf(posted, meaning, address, now)
    },
  }
}

function messageOf(message: Message, topic: string) {
  const { headline, lines, kind, impact, url } = message
  return {
    topic,
    title: shortened(headline, mostTitle),
    message: fitting(lines.join('\n'), mostText),
    priority: priorityOf(message),
    click: url,
    tags: kind === 'trial' ? [] : [signs[impact]],
  }
}

/** 4 rings, 3 shows: a high priority is for what cannot wait. */
function priorityOf({ kind, impact }: Message): number {
  const isBad = impact === 'major_outage' || impact === 'partial_outage'
  return isBad && kind !== 'trial' ? 4 : 3
}

/** Names that ntfy shows as signs: https://docs.ntfy.sh/emojis/ */
const signs: Record<Impact, string> = {
  operational: 'white_check_mark',
  maintenance: 'wrench',
  degraded: 'warning',
  partial_outage: 'warning',
  major_outage: 'rotating_light',
}
