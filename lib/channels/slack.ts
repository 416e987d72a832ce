import type { Channel, Telling } from './channel.ts'
import type { Post } from './outward.ts'
import { type Meaning, resultOf } from './result.ts'
import { linkLabel, shortened, signed } from './words.ts'

/** Longest text of a section: https://docs.slack.dev/reference/block-kit/blocks/section-block */
const mostText = 3000
const mostHeader = 150

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors */
const meaning: Meaning = {
  name: 'Slack',
  // no_service, no_team, channel_not_found, channel_is_archived: whoever made the address has taken it back.
  isGone: ({ status, body }) => status === 404 || status === 410 || /\binvalid_token\b/.test(body),
  sharedBy: workspaceOf,
}

/** Slack counts by workspace, which is the second part of the path: https://docs.slack.dev/apis/web-api/rate-limits */
function workspaceOf(address: string): string {
  const { origin, pathname } = new URL(address)
  return `${origin}/${pathname.split('/').slice(1, 3).join('/')}/`
}

/** Posts to an incoming webhook of Slack. */
export function slack(post: Post): Channel {
  return {
    async send(telling, { address }, now) {
      const headers = { 'content-type': 'application/json' }
      const posted = await post(address, JSON.stringify(messageOf(telling)), headers)
      return resultOf(posted, meaning, address, now)
    },
  }
}

function messageOf(telling: Telling) {
  const lines = shortened(telling.lines.map(escaped).join('\n'), mostText)
  const foot = [link(telling.url, linkLabel(telling))]
  if (telling.unsubscribeUrl) foot.push(link(telling.unsubscribeUrl, 'Stop these messages'))
  return {
    // For what reads messages aloud or shows them small.
    text: escaped(signed(telling)),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: shortened(signed(telling), mostHeader) } },
      ...(lines ? [{ type: 'section', text: { type: 'mrkdwn', text: lines } }] : []),
      { type: 'context', elements: [{ type: 'mrkdwn', text: foot.join(' · ') }] },
    ],
    unfurl_links: false,
  }
}

function link(url: string, label: string): string {
  return `<${escaped(url)}|${escaped(label)}>`
}

/** The three characters that mean something: https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
