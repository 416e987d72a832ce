import { jsonScript, withHost } from './shell.ts'
import type { Snippet } from './snippet.ts'

const rule = '{"SCRIPT": {"scripts": ["/usr/local/bin/allclear-imunify"], "enabled": true}}'
const periodic = '{"SCRIPT": {"scripts": ["/usr/local/bin/allclear-imunify"], "enabled": true, "period": 60}}'

export const snippet: Snippet = {
  format: 'imunify',
  title: 'Imunify360 and ImunifyAV',
  language: 'sh',
  where: '/usr/local/bin/allclear-imunify, owner root:_imunify, mode 750',
  text: address => jsonScript('Imunify calls this with one event on standard input.', address, withHost),
  notes: [
    `Once, as root (ImunifyAV: imunify-antivirus, and without the last two events):
imunify360-agent notifications-config update '{"rules": {"USER_SCAN_FINISHED": ${rule}, "CUSTOM_SCAN_FINISHED": ${rule}, "REALTIME_MALWARE_FOUND": ${periodic}, "SCRIPT_BLOCKED": ${periodic}}}'`,
    'The script runs as _imunify: nothing under /root works.',
    'A clean scan of the same path ends what an earlier one found; what was found in real time has no end.',
  ],
}
