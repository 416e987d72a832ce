import { spawn } from 'node:child_process'

const port = process.env.PORT || '3000'
const siteUrl = (process.env.SITE_URL || `http://localhost:${port}`).replace(/\/+$/, '')
// Before anything else is imported, because lib/env.ts reads the environment once.
Object.assign(process.env, {
  NODE_ENV: 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  PORT: port,
  SITE_URL: siteUrl,
  DATA_DIR: process.env.DATA_DIR || 'data/demo',
})

const startedAt = performance.now()
const say = (line: string) => console.log(line)
const step = (number: number, what: string) =>
  say(`[${number}/4 +${Math.round((performance.now() - startedAt) / 1000)} s] ${what}`)

/** Runs a command with its output shown, and ends with its code when it fails. */
async function run(command: string, args: string[]): Promise<void> {
  const child = spawn(command, args, { stdio: 'inherit' })
  const code = await new Promise<number | null>(resolve => child.once('exit', resolve))
  if (code !== 0) process.exit(code ?? 1)
}

function alertCommand(token: string, state: 'firing' | 'resolved'): string {
  const alert = {
    fingerprint: 'ping:web07',
    server: 'web07.example-host.net',
    kind: 'outage',
    state,
    severity: 'critical',

    summary: 'web07 does not answer',
    details: 'no reply for 3 minutes',
  }
  return [
    `curl -s ${siteUrl}/api/alerts/generic \\`,
    `  -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\`,
    `  -d '${JSON.stringify({ version: 1, alerts: [alert] })}'`,
  ].join('\n')
}

step(1, 'Building the site (about half a minute) …')
await run('next', ['build'])
step(2, 'Starting the database and loading the demo hoster …')
const { prepareHoster, serveSite } = await import('./demo/hoster.ts')
const { token, link } = await prepareHoster(line => say(`    ${line}`))
step(3, 'Starting the site …')
await serveSite()
step(4, 'Ready.')
say(`
  The site   ${siteUrl}
  The desk   ${link}
             (opens once, within 15 minutes; later: ${siteUrl}/desk/sign-in as dana@example-host.net)
  The token  ${token}
  The mail   ${process.env.DATA_DIR}/outbox, or ${siteUrl}/desk/outbox

Report that web07 is down, then look at the site and at the mail:

${alertCommand(token, 'firing')}

Report that it is well again (the demo waits 5 seconds before it says "all clear", a real site 5 minutes):

${alertCommand(token, 'resolved')}

Ctrl-C ends the demo. Its data stays in ${process.env.DATA_DIR}; delete that folder to begin anew.
`)
