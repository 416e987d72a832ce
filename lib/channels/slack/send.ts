import type { Channel, Message } from '#lib/channels/channel.ts'
import type { Post } from '#lib/channels/outward/outward.ts'
import { type AnswerMeaning, tellResultOf } from '#lib/channels/result.ts'
import { fitting, linkLabel, shortened, signed } from '#lib/channels/words.ts'

/** Longest text of a section: https://docs.slack.dev/reference/block-kit/blocks/section-block */
const mostText = 3000
const mostParts = 4
const mostHeader = 150

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors */
const meaning: AnswerMeaning = {
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
    async send(message, { address }, now) {
      const headers = { 'content-type': 'application/json' }
      const posted = await post(address, JSON.stringify(messageOf(message)), headers)
      return tellResultOf(posted, meaning, address, now)
    },
  }
}

function messageOf(message: Message) {
  const lines = fitting(message.lines.join('\n'), mostText * mostParts)
  const foot = [link(message.url, linkLabel(message))]
  if (message.unsubscribeUrl) foot.push(link(message.unsubscribeUrl, 'Stop these messages'))
  return {
    // For what reads messages aloud or shows them small.
    text: escaped(signed(message)),
    blocks: [
      { type: 'header', text: plain(shortened(signed(message), mostHeader)) },
      ...partsOf(lines).map(text => ({ type: 'section', text: plain(text) })),
      { type: 'context', elements: [{ type: 'mrkdwn', text: foot.join(' · ') }] },
    ],
    mrkdwn: false,
    unfurl_links: false,
  }
}

/** Nothing in it is markup, nor the name of a sign. */
function plain(text: string) {
  return { type: 'plain_text', text, emoji: false }
}

/** A text in as many sections as it needs, cut between lines where it can be. */
function partsOf(text: string): string[] {
  if (text.length <= mostText) return text === '' ? [] : [text]
  const line = text.lastIndexOf('\n', mostText)
  const space = text.lastIndexOf(' ', mostText)
  const end = line > mostText / 2 ? line : space > mostText / 2 ? space : mostText
  return [text.slice(0, end), ...partsOf(text.slice(end).replace(/^[ \n]/, ''))]
}

function link(url: string, label: string): string {
  return `<${escaped(url)}|${escaped(label)}>`
}

/** The three characters that mean something: https://docs.slack.dev/messaging/formatting-message-text#escaping */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
