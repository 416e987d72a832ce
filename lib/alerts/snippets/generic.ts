import type { Snippet } from './snippet.ts'

export const snippet: Snippet = {
  format: 'generic',
  title: 'Anything that can post JSON',
  language: 'sh',
  where: 'a shell, a script or a job',
  text: ({ url, token }) => `curl ${url} \\
  -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\
  -d '{"version": 1, "alerts": [{"fingerprint": "ping:web07", "server": "web07.example.net",
       "kind": "outage", "state": "firing", "severity": "critical", "summary": "web07 does not answer"}]}'`,
  notes: [
    'The same with "state": "resolved" ends it.',
    'kind is outage, slowdown, suspicious-file, reboot or other; severity is info, warning or critical.',
  ],
}
