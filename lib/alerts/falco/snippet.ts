import { saved } from '#lib/alerts/snippet/pasted.ts'
import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

export const falcoSnippet: Snippet = {
  title: 'Falco',
  parts: ({ basicUrl }) => [
    saved(
      '/etc/falco/config.d/allclear.yaml',
      'yaml',
      `json_output: true
json_include_output_property: true
json_include_output_fields_property: true
priority: warning
http_output:
  enabled: true
  url: ${basicUrl}
`,
    ),
    'The file holds the token: owner root, mode 600. Falco has no setting for headers, so it stands before the host and is sent as Basic. Before Falco 0.38 set the same keys where they are in /etc/falco/falco.yaml.',
    'Falco sends each event once, whatever we answer. It names the server by its host name, or by FALCO_HOSTNAME.',
    'Falcosidekick instead: set webhook.address to our address, webhook.customHeaders to "Authorization: Bearer …", and webhook.minimumpriority to warning.',
    'An event has no end: staff close what it opened.',
  ],
}
