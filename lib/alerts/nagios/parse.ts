import { fieldsOf } from '#lib/alerts/fields/fields.ts'
import { quoted } from '#lib/alerts/fields/text.ts'
import type { Parse } from '#lib/alerts/item/item.ts'
import { readNotification } from './check-notification.ts'

/**
 * What our notification command makes of Nagios' macros, as a form or as JSON: notification_type, host, host_address,
 * service (none for the host itself), state, state_type, output, notification_number, timet. The same for Naemon and Shinken.
 */
export const parseNagios: Parse = ({ body, receivedAt }) => {
  const fields = fieldsOf(body)
  if (!fields)
    return {
      unreadable: `The body is ${quoted(body)}, but accepts the fields of our notification command for Nagios.`,
    }
  return { items: [readNotification(fields, 'nagios', receivedAt)], messageId: null }
}
