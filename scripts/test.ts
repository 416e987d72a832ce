import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * All tests, or those that are named as vitest takes them. All of them run side by side in three lanes: rules and flows
 * keep one core at work, the build and then the browser another, and the faults, which mostly wait, run beside the browser.
 */
const asked = process.argv.slice(2)
const startedAt = performance.now()
const secondsSince = (at: number) => Math.round((performance.now() - at) / 1000)
const folder = mkdtempSync(join(tmpdir(), 'allclear-results-'))

type Result = {
  name: string
  seconds: number
  passed: number
  failed: number
  skipped: number
  isGood: boolean
}

const results = asked.length > 0 ? await runAsked() : await runAll()
for (const result of results) console.log(line(result))
console.log(`${line(sumOf(results))}, the build included`)
rmSync(folder, { recursive: true, force: true })
process.exit(results.every(result => result.isGood) ? 0 : 1)

async function runAsked(): Promise<Result[]> {
  // Browser and fault tests run the built site; the others do not need it.
  if (asked.some(name => /e2e|faults/.test(name))) await build()
  return [await runTests('tests', asked, 'inherit')]
}

async function runAll(): Promise<Result[]> {
  console.log('Building the site, and running the tests beside it (about six minutes on two cores) …')
  const [pure, built] = await Promise.all([
    runTests('rules', ['--project', 'rules', '--maxWorkers=1']).then(async rules => [
      rules,
      await runTests('flows', ['--project', 'flows', '--maxWorkers=1']),
    ]),
    build().then(() =>
      Promise.all([runTests('e2e', ['--project', 'e2e']), runTests('faults', ['--project', 'faults'])]),
    ),
  ])
  return [...pure, ...built]
}

/** Ends the run where the site cannot be built. */
async function build(): Promise<void> {
  const at = performance.now()
  const { code } = await run('next', ['build'])
  if (code !== 0) process.exit(code)
  console.log(`The site is built: ${secondsSince(at)} s.`)
}

/** Several runs go on at once, so each is shown whole when it is over. */
async function runTests(name: string, args: string[], how: 'inherit' | 'whole' = 'whole'): Promise<Result> {
  const at = performance.now()
  const file = join(folder, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code, output } = await run('vitest', ['run', ...reporters, ...args], how)
  console.log(output)
  return { name, seconds: secondsSince(at), isGood: code === 0, ...countsOf(file) }
}

function run(
  command: string,
  args: string[],
  how: 'inherit' | 'whole' = 'whole',
): Promise<{ code: number; output: string }> {
  const child = spawn(command, args, {
    stdio: how === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
    },
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return new Promise(resolve => child.once('close', code => resolve({ code: code ?? 1, output })))
}

/** From what really ran; nothing where the run broke off. */
function countsOf(file: string): Pick<Result, 'passed' | 'failed' | 'skipped'> {
  try {
    const counts = JSON.parse(readFileSync(file, 'utf8'))
    return {
      passed: counts.numPassedTests,
      failed: counts.numFailedTests,
      skipped: counts.numPendingTests,
    }
  } catch {
    return {
      passed: 0,
      failed: 0,
      skipped: 0,
    }
  }
}

function sumOf(all: Result[]): Result {
  const sum = (of: 'passed' | 'failed' | 'skipped') => all.reduce((count, each) => count + each[of], 0)
  return {
    name: 'all',
    seconds: secondsSince(startedAt),
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    isGood: all.every(each => each.isGood),
  }
}

function line({ name, seconds, passed, failed, skipped, isGood }: Result): string {
  const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
  return `${isGood ? '✓' : '✗'} ${name}: ${counts} in ${seconds} s`
}
