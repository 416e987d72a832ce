import { added, commands, saved } from '#lib/alerts/snippet/pasted.ts'
import { formScript, grants, type Script } from '#lib/alerts/snippet/shell.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

const script: Script = {
  path: '/usr/local/bin/allclear-nagios',
  name: 'allclear-nagios',
  purpose: 'Nagios calls this for each notification, with its macros as NAGIOS_...',
}

const body = `if [ -z "$NAGIOS_HOSTNAME" ] || [ -z "$NAGIOS_HOSTSTATE$NAGIOS_SERVICESTATE" ]; then
  fail 'NAGIOS_HOSTNAME or the state is empty: set enable_environment_macros=1 in nagios.cfg and restart Nagios.'
fi
if [ -n "$NAGIOS_SERVICEDESC" ]; then
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
  field timet "\${NAGIOS_TIMET:-$(date +%s)}"
  cat
} | post`

const objects = `define command {
  command_name  notify-allclear
  command_line  ${script.path}
}

define contact {
  contact_name                   allclear
  contactgroups                  admins
  host_notification_period       24x7
  service_notification_period    24x7
  host_notification_options      d,u,r,f,s
  service_notification_options   w,u,c,r,f,s
  host_notification_commands     notify-allclear
  service_notification_commands  notify-allclear
}
`

export const nagiosSnippet: Snippet = {
  title: 'Nagios',
  parts: address => [
    saved(script.path, 'sh', formScript(script, address, body)),
    commands('as root: rights of the script', ...grants(script, 'nagios')),
    saved(
      { debian: '/etc/nagios4/conf.d/allclear.cfg', rhel: '/etc/nagios/conf.d/allclear.cfg' },
      'nagios',
      objects,
    ),
    'contactgroups names the groups that the hosts and services which customers use have already, as admins in the files that Nagios comes with.',
    'The periods and options of a host and of a service count as well: linux-server of Nagios’ own templates speaks in workhours only. Set notification_period 24x7 there.',
    'In the place of the line that begins like this:',
    added(
      { debian: '/etc/nagios4/nagios.cfg', rhel: '/etc/nagios/nagios.cfg' },
      'ini',
      'enable_environment_macros=1\n',
    ),
    'Macros on a command line instead could run commands, and would show in the list of processes.',
    commands('as root: check and restart', 'nagios4 -v /etc/nagios4/nagios.cfg && systemctl restart nagios4'),
    'On RHEL nagios in place of nagios4, three times. Nagios waits for the last check attempt before it speaks. It says each thing once: what cannot be sent waits in /var/spool/allclear-nagios.',
  ],
}
