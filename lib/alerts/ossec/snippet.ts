import { added, commands, saved } from '#lib/alerts/snippet/pasted.ts'
import { jsonScript, type Script } from '#lib/alerts/snippet/shell.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

const script: Script = {
  path: '/var/ossec/active-response/bin/allclear.sh',
  name: 'allclear-ossec',
  purpose: 'OSSEC calls this with: action, user, address, alert id, rule id.',
}

const body = String.raw`[ -n "$4" ] || fail 'no alert id is given: OSSEC has to call this as an active response.'
[ "$1" = add ] || exit 0
alerts=/var/ossec/logs/alerts/alerts.json
for _ in 1 2 3 4 5; do
  alert=$(tail -n 5000 "$alerts" | grep -F "\"id\":\"$4\"" | tail -n 1)
  [ -n "$alert" ] && break
  sleep 1
done
[ -n "$alert" ] || fail "$alerts does not hold the alert $4: set jsonout_output to yes."
printf '%s' "$alert" | post_json`

const configuration = `<command>
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
</active-response>
`

export const ossecSnippet: Snippet = {
  title: 'OSSEC',
  parts: address => [
    'On the server:',
    saved(script.path, 'sh', jsonScript(script, address, body)),
    commands('as root: rights of the script', `chown root:ossec ${script.path}`, `chmod 750 ${script.path}`),
    'Inside <global>:',
    added('/var/ossec/etc/ossec.conf', 'xml', '<jsonout_output>yes</jsonout_output>\n', 'global'),
    'Inside <ossec_config>, after the other commands and active responses:',
    added('/var/ossec/etc/ossec.conf', 'xml', configuration, 'active response'),
    commands('as root: restart', '/var/ossec/bin/ossec-control restart'),
  ],
}
