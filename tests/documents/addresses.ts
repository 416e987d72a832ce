/** Addresses of every document in the troubled world: a document without one here fails the leak test. */
export const addresses: readonly string[] = [
  '/status.txt',
  '/servers/web01.example-host.net.txt',
  '/groups/rack.txt',
  '/badge/site.svg',
  '/badge/site.json',
  '/badge/servers/web01.example-host.net.svg',
  '/badge/servers/web01.example-host.net.json',
  '/badge/groups/rack.svg',
  '/badge/groups/rack.json',
  '/embed/script.js',
  '/embed/frame',
  '/embed/frame/web01.example-host.net?place=here',
  '/kit/whmcs-hook.php',
]
