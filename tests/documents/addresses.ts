/** Addresses of every document in the troubled world: a document without one here fails the leak test. */
export const addresses: readonly string[] = [
  '/status.txt',
  '/servers/web01.example-host.net.txt',
  '/history.rss',
  '/history.atom',
  '/feed.json',
  '/maintenance.ics',
  '/servers/web03.example-host.net.ics',
  '/groups/rack.ics',
  ...['/servers/web01.example-host.net', '/groups/rack'].flatMap(path =>
    ['rss', 'atom', 'json'].map(format => `${path}.${format}`),
  ),
  ...['', '/servers/web01.example-host.net', '/groups/rack'].flatMap(path =>
    ['rss', 'atom', 'json'].map(format => `${path}/updates.${format}`),
  ),
]
