import { readNotification } from './check-notification.ts'
import { fieldsOf } from './fields.ts'
import type { Parse } from './item.ts'
import { quoted } from './text.ts'

/** What our NotificationCommand makes of Icinga 2's macros: the fields of Nagios', with states such as Critical and Down. */
export const parseIcinga: Parse = ({ body, receivedAt }) => {
  const fields = fieldsOf(body)
  if (!fields)
    return {
      unreadable: `The body is ${quoted(body)}, but accepts the fields of our NotificationCommand for Icinga 2.`,
    }
  return { items: [readNotification(fields, 'icinga', receivedAt)], messageId: null }
}
