/** Addresses of every document in the troubled world: a document without one here fails the leak test. */
export const addresses: readonly string[] = [
  '/status.txt',
  '/servers/web01.example-host.net.txt',
  '/api/v2/summary.json',
  '/api/v2/status.json',
  '/api/v2/components.json',
  '/api/v2/incidents.json',
  '/api/v2/incidents/unresolved.json',
  '/api/v2/scheduled-maintenances.json',
  '/api/v2/scheduled-maintenances/upcoming.json',
  '/api/v2/scheduled-maintenances/active.json',
  '/history.json',
  '/incidents/down.json',
]
