import { fieldsOf } from '#lib/alerts/fields/fields.ts'
import { quoted } from '#lib/alerts/fields/text.ts'
import type { Parse } from '#lib/alerts/item/item.ts'
import { readNotification } from '#lib/alerts/nagios/check-notification.ts'

/** What our NotificationCommand makes of Icinga 2's macros: the fields of Nagios', with states such as Critical and Down. */
export const parseIcinga: Parse = ({ body, receivedAt }) => {
  const fields = fieldsOf(body)
  if (!fields)
    return {
      unreadable: `The body is ${quoted(body)}, but accepts the fields of our NotificationCommand for Icinga 2.`,
    }
  return { items: [readNotification(fields, 'icinga', receivedAt)], messageId: null }
}
