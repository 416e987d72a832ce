/** Addresses of every document in the troubled world: a document without one here fails the leak test. */
export const addresses: readonly string[] = [
  '/status.txt',
  '/servers/web01.example-host.net.txt',
  '/api/v1/openapi.json',
]
