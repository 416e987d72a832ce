/** The ids of what the examples are about. */
export const exampleIds = {
  incident: 'k3j4h5g6f7d8',
  resolved: 'v3j4h5g6f7d8',
  planned: 'm3j4h5g6f7d8',
  running: 'r3j4h5g6f7d8',
  advisory: 'a3j4h5g6f7d8',
  draft: 'd3j4h5g6f7d8',
  comment: 'c3j4h5g6f7d8',
  hidden: 'h3j4h5g6f7d8',
  subscriber: 's3j4h5g6f7d8',
  source: 'o3j4h5g6f7d8',
  delivery: 'e3j4h5g6f7d8',
  group: 'g3j4h5g6f7d8',
  emptyGroup: 'b3j4h5g6f7d8',
  update: 'u3j4h5g6f7d8',
  freshUpdate: 'f3j4h5g6f7d8',
  fresh: 'n3j4h5g6f7d8',
  recurrence: 't3j4h5g6f7d8',
  linked: 'l3j4h5g6f7d8',
  planReview: 'p3j4h5g6f7d8',
  reviewed: 'w3j4h5g6f7d9',
  measure: 'i3j4h5g6f7d8',
  agent: 'g3j4h5g6f7d9',
  finding: 'q3j4h5g6f7d8',
} as const

const site = 'https://status.example.com'

/** An answer of a write that told people. */
export const toldExample = {
  dryRun: false,
  reach: 184,
  post: 'x7k2m9q4w1z5',
  address: `${site}/posts/2026-11-29-web07-is-down`,
  mail: null,
}

export const doneExample = { is: 'done', id: 'x7k2m9q4w1z5' }

export const statusExample = {
  id: 'w3j4h5g6f7d8',
  hostname: 'web07.example-host.net',
  label: 'web07',
  group: 'Rack 3',
  impact: 'major_outage',
  cause: 'outage',
  since: '2026-11-29T21:30:00.000Z',
  sentence: 'web07 is down. We know, and are on it.',
  post: exampleIds.incident,
  address: `${site}/servers/web07.example-host.net`,
}

export const postExample = {
  id: exampleIds.incident,
  kind: 'incident',
  slug: '2026-11-29-web07-is-down',
  address: `${site}/posts/2026-11-29-web07-is-down`,
  title: 'web07 is down',
  summary: null,
  language: 'en',
  translations: {},
  phase: 'investigating',
  isOpen: true,
  startedAt: '2026-11-29T21:30:00.000Z',
  publishedAt: '2026-11-29T21:31:00.000Z',
  updatedAt: '2026-11-29T21:31:00.000Z',
  resolvedAt: null,
  nextUpdateAt: '2026-11-29T22:00:00.000Z',
  servers: [{ hostname: 'web07.example-host.net', label: 'web07', impact: 'major_outage' }],
  maintenance: null,
  updates: [
    {
      id: 'u3j4h5g6f7d8',
      phase: 'investigating',
      text: 'web07 does not answer. We are on our way.',
      language: 'en',
      translations: { de: { text: 'web07 antwortet nicht. Wir sind unterwegs.' } },
      at: '2026-11-29T21:31:00.000Z',
      byStaff: true,
    },
  ],
}
