import { z } from 'zod'
import type { Channel, Telling } from '#lib/channels/channel.ts'
import type { Post } from '#lib/channels/outward/outward.ts'
import { hostOf, jsonOf, type Meaning, resultOf } from '#lib/channels/result.ts'
import { fitting, shortened } from '#lib/channels/words.ts'
import { configs } from '#lib/rules/destinations/destination.ts'
import type { Impact } from '#lib/rules/servers/status.ts'
import { wordsIn } from '#lib/words/words.ts'

/** A longer message becomes a file: https://docs.ntfy.sh/publish/#limitations */
const mostText = 1300
const mostTitle = 250

const Message = z.object({ id: z.string() })

const meaning: Meaning = {
  name: 'ntfy',
  isGone: ({ status }) => status === 410,
  // The topic is protected, or its token has changed: its owner can correct that.
  waits: [401, 403, 404],
  // It counts what comes from us: https://docs.ntfy.sh/publish/#limitations
  sharedBy: hostOf,
  idOf: answer => Message.safeParse(jsonOf(answer)).data?.id ?? null,
}

/** Publishes to a topic, whose address is https://<server>/<topic>: https://docs.ntfy.sh/publish/#publish-as-json */
export function ntfy(post: Post): Channel {
  return {
    async send(telling, { address, config }, now) {
      const { token } = configs.ntfy.parse(config)
      const { origin, pathname } = new URL(address)
      const message = messageOf(telling, pathname.slice(1))
      const headers = {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      }
      const posted = await post(`${origin}/`, JSON.stringify(message), headers)
      return resultOf(posted, meaning, address, now)
    },
  }
}

function messageOf(telling: Telling, topic: string) {
  const words = wordsIn(telling.locale)
  const { headline, lines, kind, impact, url } = telling
  return {
    topic,
    title: shortened(headline, mostTitle),
    message: fitting(words, lines.join('\n'), mostText),
    priority: priorityOf(telling),
    click: url,
    tags: kind === 'trial' ? [] : [signs[impact]],
  }
}

/** 4 rings, 3 shows: a high priority is for what cannot wait. */
function priorityOf({ kind, impact }: Telling): number {
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
