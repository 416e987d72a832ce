import { formScript } from './shell.ts'
import type { Snippet } from './snippet.ts'

const body = `{
  field notification_type "$ALLCLEAR_TYPE"
  field host "$ALLCLEAR_HOST"
  field host_address "$ALLCLEAR_ADDRESS"
  field service "$ALLCLEAR_SERVICE"
  field state "$ALLCLEAR_STATE"
  field state_type "$ALLCLEAR_STATE_TYPE"
  field output "$ALLCLEAR_OUTPUT"
  field notification_number "$ALLCLEAR_NUMBER"
  field timet "$ALLCLEAR_TIMET"
} | post`

export const snippet: Snippet = {
  format: 'icinga',
  title: 'Icinga 2',
  language: 'sh',
  where: '/etc/icinga2/scripts/allclear, owner root, group of icinga2 (nagios, icinga), mode 750',
  text: address =>
    formScript('Icinga 2 calls this for each notification, with ALLCLEAR_… set.', address, body),
  notes: [
    `In /etc/icinga2/conf.d/allclear.conf:
object NotificationCommand "allclear-host" {
  command = [ ConfigDir + "/scripts/allclear" ]
  env = {
    ALLCLEAR_TYPE = "$notification.type$"
    ALLCLEAR_NUMBER = "$notification.notification_number$"
    ALLCLEAR_HOST = "$host.name$"
    ALLCLEAR_ADDRESS = "$address$"
    ALLCLEAR_STATE = "$host.state$"
    ALLCLEAR_STATE_TYPE = "$host.state_type$"
    ALLCLEAR_OUTPUT = "$host.output$"
    ALLCLEAR_TIMET = "$icinga.timet$"
  }
}
object NotificationCommand "allclear-service" {
  command = [ ConfigDir + "/scripts/allclear" ]
  env = {
    ALLCLEAR_TYPE = "$notification.type$"
    ALLCLEAR_NUMBER = "$notification.notification_number$"
    ALLCLEAR_HOST = "$host.name$"
    ALLCLEAR_ADDRESS = "$address$"
    ALLCLEAR_SERVICE = "$service.name$"
    ALLCLEAR_STATE = "$service.state$"
    ALLCLEAR_STATE_TYPE = "$service.state_type$"
    ALLCLEAR_OUTPUT = "$service.output$"
    ALLCLEAR_TIMET = "$icinga.timet$"
  }
}
object User "allclear" {}
apply Notification "allclear" to Host {
  command = "allclear-host"
  users = [ "allclear" ]
  assign where host.address
}
apply Notification "allclear" to Service {
  command = "allclear-service"
  users = [ "allclear" ]
  assign where host.address
}`,
    'Narrow the two assign rules to what customers use.',
  ],
}
