import { added, commands, saved } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

const file = '/etc/crowdsec/notifications/allclear.yaml'

export const crowdsecSnippet: Snippet = {
  title: 'CrowdSec',
  parts: ({ url, token }) => [
    'The folder is not there after each installation:',
    commands('as root: the folder', 'install -d -m 755 /etc/crowdsec/notifications'),
    saved(
      file,
      'yaml',
      `type: http
name: allclear
log_level: info
group_wait: 30s
group_threshold: 100
max_retry: 3
format: |
  {{.|toJson}}
url: ${url}
method: POST
headers:
  Authorization: Bearer ${token}
  Content-Type: application/json
`,
    ),
    commands('as root: rights of the file', `chmod 600 ${file}`),
    'The packages of Debian and Ubuntu give the plugin a name that CrowdSec refuses, and it would not start:',
    commands(
      'as root: the plugin of Debian’s package',
      'if [ -x /usr/lib/crowdsec/plugins/http ]; then',
      '  install -d /usr/local/lib/crowdsec/plugins',
      '  ln -sf /usr/lib/crowdsec/plugins/http /usr/local/lib/crowdsec/plugins/notification-http',
      "  sed -i 's,^  plugin_dir:.*,  plugin_dir: /usr/local/lib/crowdsec/plugins/,' /etc/crowdsec/config.yaml",
      'fi',
    ),
    'At the end of each profile whose alerts staff want to see, above the line --- that ends it. Where a profile has the first line already, add the second one alone:',
    added('/etc/crowdsec/profiles.yaml', 'yaml', 'notifications:\n - allclear\n'),
    commands(
      'as root: restart, and send the last alert once more as a test',
      'systemctl restart crowdsec',
      'cscli notifications reinject "$(cscli alerts list -l 1 -o raw | tail -n 1 | cut -d , -f 1)"',
    ),
    'Where there was no alert yet, cscli decisions add --ip 192.0.2.1 --duration 1m makes one. cscli notifications test, of which you may read, exists in newer versions only; 1.4 shows its help and sends nothing. Notifications need CrowdSec 1.2.',
    'CrowdSec names the server only by machine_id, which is often random: bind the token to the server, or make that id an alias of it.',
    'An address that attacks and is banned is shown to staff only.',
  ],
}
