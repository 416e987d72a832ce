import { readNotification } from './check-notification.ts'
import { fieldsOf } from './fields.ts'
import type { Parse } from './item.ts'
import { quoted } from './text.ts'

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
