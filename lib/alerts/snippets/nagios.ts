import { formScript } from './shell.ts'
import type { Snippet } from './snippet.ts'

const body = `if [ -n "$NAGIOS_SERVICEDESC" ]; then
  {
    field service "$NAGIOS_SERVICEDESC"
    field state "$NAGIOS_SERVICESTATE"
    field state_type "$NAGIOS_SERVICESTATETYPE"
    field attempt "$NAGIOS_SERVICEATTEMPT"
    field max_attempts "$NAGIOS_MAXSERVICEATTEMPTS"
    field output "$NAGIOS_SERVICEOUTPUT"
    field long_output "$NAGIOS_LONGSERVICEOUTPUT"
    field problem_id "$NAGIOS_SERVICEPROBLEMID"
    field last_problem_id "$NAGIOS_LASTSERVICEPROBLEMID"
    field notification_number "$NAGIOS_SERVICENOTIFICATIONNUMBER"
  }
else
  {
    field state "$NAGIOS_HOSTSTATE"
    field state_type "$NAGIOS_HOSTSTATETYPE"
    field attempt "$NAGIOS_HOSTATTEMPT"
    field max_attempts "$NAGIOS_MAXHOSTATTEMPTS"
    field output "$NAGIOS_HOSTOUTPUT"
    field long_output "$NAGIOS_LONGHOSTOUTPUT"
    field problem_id "$NAGIOS_HOSTPROBLEMID"
    field last_problem_id "$NAGIOS_LASTHOSTPROBLEMID"
    field notification_number "$NAGIOS_HOSTNOTIFICATIONNUMBER"
  }
fi | {
  field notification_type "$NAGIOS_NOTIFICATIONTYPE"
  field host "$NAGIOS_HOSTNAME"
  field host_address "$NAGIOS_HOSTADDRESS"
  field timet "$NAGIOS_TIMET"
  cat
} | post`

export const snippet: Snippet = {
  format: 'nagios',
  title: 'Nagios',
  language: 'sh',
  where: '/usr/local/bin/allclear-nagios, owner root:nagios, mode 750',
  text: address =>
    formScript('Nagios calls this for each notification, with its macros as NAGIOS_…', address, body),
  notes: [
    'In nagios.cfg: enable_environment_macros=1 (macros on a command line could run commands and would show in the list of processes).',
    `define command {
  command_name  notify-allclear
  command_line  /usr/local/bin/allclear-nagios
}
define contact {
  contact_name                   allclear
  host_notification_period       24x7
  service_notification_period    24x7
  host_notification_options      d,u,r,f,s
  service_notification_options   w,u,c,r,f,s
  host_notification_commands     notify-allclear
  service_notification_commands  notify-allclear
}`,
    'Add the contact to the hosts and services that customers use. Nagios waits for the last check attempt before it speaks.',
  ],
}
