// Serves the demo hoster with hot reload.
export {}

const port = process.env.PORT || '3000'
const siteUrl = (process.env.SITE_URL || `http://localhost:${port}`).replace(/\/+$/, '')
const dataDir = process.env.DATA_DIR || 'data/dev'
// Before anything else is imported, because lib/env.ts reads the environment once.
Object.assign(process.env, {
  NODE_ENV: 'development',
  NEXT_TELEMETRY_DISABLED: '1',
  LOG_LEVEL: process.env.LOG_LEVEL || 'debug',
  PORT: port,
  SITE_URL: siteUrl,
  DATA_DIR: dataDir,
})

const say = (line: string) => console.log(line)

const { prepareHoster, serveSite } = await import('./demo/hoster.ts')
const { token, link } = await prepareHoster(say)
say('Starting the site, which compiles the first page (some ten seconds) …')
await serveSite()
say(`
  The site   ${siteUrl}
  The desk   ${link}
             (opens once, within 15 minutes; later: ${siteUrl}/desk/sign-in as dana@example-host.net)
  The token  ${token}
  The mail   ${dataDir}/outbox, or ${siteUrl}/desk/outbox

A change of a public page shows when you reload it, one of the desk at once. Public pages are served as in production,
but made anew for each request: PAGE_CACHE=1 keeps them. Ctrl-C ends it; delete ${dataDir} to begin anew.
`)
