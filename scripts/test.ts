import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const asked = process.argv.slice(2)
const startedAt = performance.now()
const seconds = () => Math.round((performance.now() - startedAt) / 1000)

function run(command: string, args: string[]): Promise<number> {
  const child = spawn(command, args, {
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  })
  return new Promise(resolve => child.once('exit', code => resolve(code ?? 1)))
}

/** Browser and fault tests run the built site; the others do not need it. */
const needsBuild = asked.length === 0 || asked.some(name => /e2e|faults/.test(name))
if (needsBuild) {
  console.log('[1/2] Building the site (about half a minute) …')
  const code = await run('next', ['build'])
  if (code !== 0) process.exit(code)
}

console.log(
  `[2/2 +${seconds()} s] Running the tests: rules, flows on PostgreSQL, pages in a browser, faults (about twelve minutes on two cores) …`,
)
const folder = mkdtempSync(join(tmpdir(), 'allclear-results-'))
const results = join(folder, 'results.json')
const code = await run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${results}`,
  ...asked,
])
console.log(summary())
rmSync(folder, { recursive: true, force: true })
process.exit(code)

/** The closing line, from what really ran. */
function summary(): string {
  const {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: skipped,
  } = JSON.parse(readFileSync(results, 'utf8'))
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
