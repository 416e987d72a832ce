import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskDelivery, deliveryStates } from '#db/reads/sending/desk-deliveries.ts'
import { shownAddress } from '#lib/rules/destinations/destination-form.ts'
import type { NoticeKind } from '#lib/rules/notices/notice.ts'

type DeliveryState = (typeof deliveryStates)[number]

const looks: Record<DeliveryState, string> = {
  queued: 'bg-none-bg text-ink',
  sending: 'bg-none-bg text-ink',
  sent: 'bg-none-bg text-soft',
  doubtful: 'bg-slow-bg text-slow',
  refused: 'bg-down-bg text-down',
  skipped: 'bg-none-bg text-soft',
}

/** The state of a delivery for people. */
export const deliveryWords: Record<DeliveryState, string> = {
  queued: 'queued',
  sending: 'under way',
  sent: 'sent',
  doubtful: 'may have arrived',
  refused: 'refused',
  skipped: 'not needed',
}

/** The state of a delivery as a small label. */
export function DeliveryBadge({ state }: { state: DeliveryState }) {
  return (
    <span className={`mr-1 rounded-md px-2 py-0.5 text-sm whitespace-nowrap ${looks[state]}`}>
      {deliveryWords[state]}
    </span>
  )
}

/** What the notice of a delivery says, after the name of its post. */
export function noticeWord(kind: NoticeKind): string {
  return kind === 'held' ? 'held for staff' : kind
}

type Addressed = Pick<DeskDelivery, 'channel' | 'address' | 'label' | 'subscriber'>

/** Where a delivery goes: "jane@example.net", or "Slack hooks.slack.com/… (On-call) of jane@example.net". */
export function whereTo({ channel, address, label, subscriber }: Addressed): string {
  if (channel === 'mail') return address
  const word = channel === 'web-push' ? 'Browser' : staffWords(`destinations.channel.${channel}`)
  return `${word} ${shownAddress(channel, address)}${label ? ` (${label})` : ''} of ${subscriber}`
}
