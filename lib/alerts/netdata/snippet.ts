import { added, commands, saved } from '#lib/alerts/snippet/pasted.ts'
import { formScript, grants, type Script } from '#lib/alerts/snippet/shell.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

const script: Script = {
  path: '/usr/local/bin/allclear-netdata',
  name: 'allclear-netdata',
  purpose: "Netdata's custom_sender calls this, with what it knows as ALLCLEAR_...",
}

/** What the parser reads, and the variable of alarm-notify.sh that holds it. */
const names = [
  'host',
  'when',
  'name',
  'chart',
  'status',
  'old_status',
  'value_string',
  'info',
  'non_clear_duration',
  'classification',
  'family',
]

const body = `if [ -z "$ALLCLEAR_HOST" ] || [ -z "$ALLCLEAR_STATUS" ]; then
  fail 'ALLCLEAR_HOST or ALLCLEAR_STATUS is empty: custom_sender in health_alarm_notify.conf has to call this.'
fi
{
${names.map(name => `  field ${name} "$${variable(name)}"`).join('\n')}
} | post`

const sender = `SEND_CUSTOM="YES"
DEFAULT_RECIPIENT_CUSTOM="allclear"

custom_sender() {
  if
${names.map(name => `    ${variable(name)}="\${${name}}" \\`).join('\n')}
      ${script.path}
  then
    info "told Allclear of \${name} on \${host}"
    sent=$((sent + 1))
  else
    error "Allclear was not told of \${name} on \${host}"
  fi
}
`

const test = `for program in /usr/libexec/netdata/plugins.d/alarm-notify.sh /usr/lib/netdata/plugins.d/alarm-notify.sh; do
  if [ -x "$program" ]; then su -s /bin/bash netdata -c "$program test"; fi
done`

export const netdataSnippet: Snippet = {
  title: 'Netdata (agent)',
  parts: address => [
    saved(script.path, 'sh', formScript(script, address, body)),
    commands('as root: rights of the script', ...grants(script, 'netdata')),
    'At its end; where there is no such file yet, it is made of these lines alone:',
    added('/etc/netdata/health_alarm_notify.conf', 'bash', sender),
    'After a reload or a restart Netdata has forgotten what it warned of, and keeps the recovery to itself, so that a server stays slow or down here. Its service needs this (in its configuration file it has no effect up to 1.37):',
    saved(
      '/etc/systemd/system/netdata.service.d/allclear.conf',
      'ini',
      '[Service]\nEnvironment=clear_alarm_always=YES\n',
    ),
    commands('as root: restart', 'systemctl daemon-reload && systemctl restart netdata'),
    commands('as root: test', test),
    'On Debian alarm-notify.sh comes with the package netdata-plugins-bash.',
    'Netdata sends each message once: what cannot be sent waits in /var/spool/allclear-netdata.',
    'Netdata Cloud instead: Space settings » Alerts & Notifications » Webhook, with our address, authentication Bearer and this token. Press Test there: our log shows the token that its page asks for.',
    'Alerts of Netdata Cloud do not name the node: bind a token to one server, or let the agents report. Reachability does name it.',
  ],
}

function variable(name: string): string {
  return `ALLCLEAR_${name.toUpperCase()}`
}
