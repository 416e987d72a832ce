import { added, commands, saved } from '#lib/alerts/snippet/pasted.ts'
import { grants, jsonScript, type Script } from '#lib/alerts/snippet/shell.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

const script: Script = {
  path: '/var/ossec/integrations/custom-allclear',
  name: 'allclear-wazuh',
  purpose: 'Wazuh calls this with the file of one alert.',
}

const body = `[ -s "$1" ] || fail 'no file with an alert is given: wazuh-integratord has to call this.'
post_json <"$1"`

const configuration = `<integration>
  <name>custom-allclear</name>
  <level>7</level>
  <group>syscheck,rootcheck</group>
  <alert_format>json</alert_format>
</integration>
<integration>
  <name>custom-allclear</name>
  <rule_id>503,504,505,506,554</rule_id>
  <alert_format>json</alert_format>
</integration>
`

export const wazuhSnippet: Snippet = {
  title: 'Wazuh 4',
  parts: address => [
    'On the manager:',
    saved(script.path, 'sh', jsonScript(script, address, body)),
    commands('as root: rights of the script', ...grants(script, 'wazuh')),
    'Inside <ossec_config>:',
    added('/var/ossec/etc/ossec.conf', 'xml', configuration),
    commands('as root: restart', 'systemctl restart wazuh-manager'),
    'The script holds address and token itself: api_key and hook_url would show in the list of processes. Up to Wazuh 4.2 its user and group are called ossec.',
    'Wazuh sends each alert once: what cannot be sent waits in /var/spool/allclear-wazuh. Wazuh 5 has no integrator.',
  ],
}
