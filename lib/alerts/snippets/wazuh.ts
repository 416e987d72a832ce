import { jsonScript } from './shell.ts'
import type { Snippet } from './snippet.ts'

export const snippet: Snippet = {
  format: 'wazuh',
  title: 'Wazuh 4',
  language: 'sh',
  where: '/var/ossec/integrations/custom-allclear on the manager, owner root:wazuh, mode 750',
  text: address => jsonScript('Wazuh calls this with the file of one alert.', address, 'post_json < "$1"'),
  notes: [
    `In /var/ossec/etc/ossec.conf, then restart wazuh-manager:
<integration>
  <name>custom-allclear</name>
  <level>7</level>
  <group>syscheck,rootcheck</group>
  <alert_format>json</alert_format>
</integration>
<integration>
  <name>custom-allclear</name>
  <rule_id>503,504,505,506,554</rule_id>
  <alert_format>json</alert_format>
</integration>`,
    'The script holds address and token itself: api_key and hook_url would show in the list of processes.',
    'Wazuh 5 has no integrator.',
  ],
}
