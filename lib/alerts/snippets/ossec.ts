import { jsonScript } from './shell.ts'
import type { Snippet } from './snippet.ts'

const body = String.raw`[ "$1" = add ] || exit 0
alerts=/var/ossec/logs/alerts/alerts.json
for try in 1 2 3 4 5; do
  alert=$(tail -n 5000 "$alerts" | grep -F "\"id\":\"$4\"" | tail -n 1)
  [ -n "$alert" ] && break
  sleep 1
done
[ -n "$alert" ] || exit 1
printf '%s' "$alert" | post_json`

export const snippet: Snippet = {
  format: 'ossec',
  title: 'OSSEC',
  language: 'sh',
  where: '/var/ossec/active-response/bin/allclear.sh on the server, owner root:ossec, mode 750',
  text: address =>
    jsonScript('OSSEC calls this with: action, user, address, alert id, rule id.', address, body),
  notes: [
    `In /var/ossec/etc/ossec.conf, then restart ossec:
<global><jsonout_output>yes</jsonout_output></global>
<command>
  <name>allclear</name>
  <executable>allclear.sh</executable>
  <expect></expect>
</command>
<active-response>
  <command>allclear</command>
  <location>server</location>
  <level>7</level>
</active-response>
<active-response>
  <command>allclear</command>
  <location>server</location>
  <rules_id>501,503,504,554</rules_id>
</active-response>`,
  ],
}
