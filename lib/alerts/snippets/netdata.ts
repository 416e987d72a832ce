import type { Snippet } from './snippet.ts'

/** What the parser reads, and the variable of alarm-notify.sh that holds it. */
const fields = [
  ...['host', 'when', 'name', 'chart', 'status', 'old_status'],
  ...['value_string', 'info', 'non_clear_duration', 'classification', 'family'],
]

export const snippet: Snippet = {
  format: 'netdata',
  title: 'Netdata (agent)',
  language: 'sh',
  where:
    'at the end of /etc/netdata/health_alarm_notify.conf, owner root:netdata, mode 640 (edit-config health_alarm_notify.conf)',
  text: ({ url, token }) => `SEND_CUSTOM="YES"
DEFAULT_RECIPIENT_CUSTOM="allclear"
# Recoveries reach us whatever the recipients ask for.
clear_alarm_always="YES"

custom_sender() {
  # The token reaches curl on its standard input, so that the list of processes does not show it.
  httpcode=$(
    printf 'header = "Authorization: Bearer %s"\\n' '${token}' |
      docurl -K - -X POST \\
${fields.map(field => `        --data-urlencode "${field}=\${${field}}" \\`).join('\n')}
        '${url}'
  )
  if [ "\${httpcode}" = "200" ]; then
    info "told Allclear of \${name} on \${host}"
    sent=$((sent + 1))
  else
    error "Allclear answered \${httpcode} for \${name} on \${host}"
  fi
}
`,
  notes: [
    'Remove the empty custom_sender of that file, then try: su -s /bin/bash netdata -c "/usr/libexec/netdata/plugins.d/alarm-notify.sh test"',
    'Netdata Cloud instead: Space settings » Alerts & Notifications » Webhook, with the same address, authentication Bearer and this token. Press Test there: our log shows the token that its page asks for.',
    'Alerts of Netdata Cloud do not name the node: bind a token to one server, or let the agents report. Reachability does name it.',
    'Netdata sends each message once.',
  ],
}
