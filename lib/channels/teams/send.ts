import type { Channel, Message } from '#lib/channels/channel.ts'
import type { Post } from '#lib/channels/outward/outward.ts'
import { type AnswerMeaning, tellResultOf } from '#lib/channels/result.ts'
import { fitting, linkLabel, shortened, signed } from '#lib/channels/words.ts'

/** A message may have 28 KB: https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using */
const mostText = 6000
const mostHeadline = 500

const meaning: AnswerMeaning = {
  name: 'Microsoft Teams',
  // The workflow was deleted, or its address was made anew.
  isGone: ({ status }) => status === 404 || status === 410,
  // The owner has switched the workflow off, or asks for a sign-in that it cannot need.
  waits: [401, 403],
}

/** Posts to a workflow that begins with "When a Teams webhook request is received". */
export function teams(post: Post): Channel {
  return {
    async send(message, { address }, now) {
      const headers = { 'content-type': 'application/json' }
      const posted = await post(address, JSON.stringify(messageOf(message)), headers)
      return tellResultOf(posted, meaning, address, now)
    },
  }
}

function messageOf(message: Message) {
  const actions = [openUrl(linkLabel(message), message.url)]
  if (message.unsubscribeUrl) actions.push(openUrl('Stop these messages', message.unsubscribeUrl))
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      paragraph({ text: shortened(signed(message), mostHeadline), weight: 'Bolder', size: 'Large' }),
      ...fitting(message.lines.join('\n'), mostText)
        .split('\n')
        .map(text => paragraph({ text })),
    ],
    actions,
    msteams: { width: 'Full' },
  }
  return {
    type: 'message',
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card },
    ],
  }
}

/** A text run knows no Markdown, so nothing in it needs escaping. */
function paragraph(run: { text: string; weight?: string; size?: string }) {
  return {
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', ...run }],
  }
}

function openUrl(title: string, url: string) {
  return { type: 'Action.OpenUrl', title, url }
}
