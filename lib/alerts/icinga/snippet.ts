import { commands, saved } from '#lib/alerts/snippet/pasted.ts'
import { formScript, grants, type Script } from '#lib/alerts/snippet/shell.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

const script: Script = {
  path: '/etc/icinga2/scripts/allclear',
  name: 'allclear-icinga',
  purpose: 'Icinga 2 calls this for each notification, with ALLCLEAR_... set.',
}

const body = `if [ -z "$ALLCLEAR_HOST" ] || [ -z "$ALLCLEAR_STATE" ]; then
  fail 'ALLCLEAR_HOST or ALLCLEAR_STATE is empty: Icinga 2 has to call this by the commands in allclear.conf.'
fi
{
  field notification_type "$ALLCLEAR_TYPE"
  field host "$ALLCLEAR_HOST"
  field host_address "$ALLCLEAR_ADDRESS"
  field service "$ALLCLEAR_SERVICE"
  field state "$ALLCLEAR_STATE"
  field state_type "$ALLCLEAR_STATE_TYPE"
  field output "$ALLCLEAR_OUTPUT"
  field notification_number "$ALLCLEAR_NUMBER"
  field timet "\${ALLCLEAR_TIMET:-$(date +%s)}"
} | post`

const objects = `object NotificationCommand "allclear-host" {
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
}
`

export const icingaSnippet: Snippet = {
  title: 'Icinga 2',
  parts: address => [
    saved(script.path, 'sh', formScript(script, address, body)),
    commands(
      'as root: rights of the script',
      '# Icinga runs as icinga on RHEL, as nagios on Debian.',
      'user=$(id -un icinga 2>/dev/null || echo nagios)',
      ...grants(script, '"$user"'),
    ),
    saved('/etc/icinga2/conf.d/allclear.conf', 'icinga', objects),
    'Narrow the two assign rules to what customers use.',
    commands('as root: check and reload', 'icinga2 daemon -C && systemctl reload icinga2'),
    'Icinga says each thing once: what cannot be sent waits in /var/spool/allclear-icinga.',
  ],
}
