import type { Snippet } from './snippet.ts'

export const snippet: Snippet = {
  format: 'falco',
  title: 'Falco',
  language: 'yaml',
  where: '/etc/falco/config.d/allclear.yaml (before Falco 0.38: the same keys in /etc/falco/falco.yaml)',
  text: ({ pathUrl }) => `json_output: true
json_include_output_property: true
json_include_output_fields_property: true
priority: warning
http_output:
  enabled: true
  url: ${pathUrl}
`,
  notes: [
    'Falco can send no header, so the token is a part of the address: make the file readable by root alone.',
    'Falco sends each event once, whatever we answer. It names the server by its host name, or by FALCO_HOSTNAME.',
    'Falcosidekick instead: set webhook.address to the address with the token in a header, webhook.customHeaders to "Authorization: Bearer …", and webhook.minimumpriority to warning.',
    'An event has no end: staff close what it opened.',
  ],
}
