import type { Snippet } from '#lib/alerts/snippet/snippet.ts'

/** The token is on curl's standard input, so that the list of processes does not show it. */
export const genericSnippet: Snippet = {
  title: 'Anything that can post JSON',
  parts: ({ url, token }) => [
    'In a shell, a script or a job:',
    {
      name: 'command',
      to: 'run',
      places: [],
      language: 'sh',
      text: `curl ${url} -H 'Content-Type: application/json' -H @- \\
  --retry 4 --retry-connrefused --retry-max-time 25 \\
  -d '{"version": 1, "alerts": [{"fingerprint": "ping:web07", "server": "web07.example.net",
       "kind": "outage", "state": "firing", "severity": "critical", "summary": "web07 does not answer"}]}' <<'END'
Authorization: Bearer ${token}
END
`,
    },
    'The same with "state": "resolved" ends it. A script that is to lose nothing gives startsAt or endsAt and a header webhook-id, and sends again until it has an answer.',
    'kind is outage, slowdown, suspicious-file, reboot or other; severity is info, warning or critical.',
  ],
}
