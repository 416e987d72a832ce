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
export const deliveryWords = (): Record<DeliveryState, string> => ({
  queued: staffWords('deskDeliveries.deliveryWords.queued'),
  sending: staffWords('deskDeliveries.deliveryWords.underWay'),
  sent: staffWords('deskDeliveries.deliveryWords.sent'),
  doubtful: staffWords('deskDeliveries.deliveryWords.mayHaveArrived'),
  refused: staffWords('deskDeliveries.deliveryWords.refused'),
  skipped: staffWords('deskDeliveries.deliveryWords.notNeeded'),
})

/** The state of a delivery as a small label. */
export function DeliveryBadge({ state }: { state: DeliveryState }) {
  return (
    <span className={`mr-1 rounded-md px-2 py-0.5 text-sm whitespace-nowrap ${looks[state]}`}>
      {deliveryWords()[state]}
    </span>
  )
}

/** What the notice of a delivery says, after the name of its post. */
export function noticeWord(kind: NoticeKind): string {
  return staffWords(`deskDeliveries.notice.${kind}`)
}

type Addressed = Pick<DeskDelivery, 'channel' | 'address' | 'label' | 'subscriber'>

/** Where a delivery goes: "jane@example.net", or "Slack hooks.slack.com/… (On-call) of jane@example.net". */
export function whereTo({ channel, address, label, subscriber }: Addressed): string {
  if (channel === 'mail') return address
  const word =
    channel === 'web-push'
      ? staffWords('deskDeliveries.deliveryWords.browser')
      : staffWords(`destinations.channel.${channel}`)
  return staffWords('deskDeliveries.deliveryWords.whereTo', {
    channel: word,
    address: shownAddress(channel, address),
    hasLabel: label ? 'yes' : 'no',
    label: label ?? '',
    subscriber: subscriber ?? '',
  })
}
