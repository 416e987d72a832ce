import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { setPriority, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Counts, type Result, readReport, sayFailures, triedAlone } from './test-report.ts'

/**
 * All tests, or those that are named as vitest takes them. All of them run side by side: rules and the build, and behind
 * that the browser, in two halves, the faults, which mostly wait, and the flows. The files of tests that fail so are tried once more alone.
 */
const asked = process.argv.slice(2)
const startedAt = performance.now()
const compiled = resolve('node_modules/.cache/compiled')
const nodeOptions = [process.env.NODE_OPTIONS, `--import=${pathToFileURL('scripts/quick-imports.ts')}`]
  .join(' ')
  .trim()
const folder = mkdtempSync(join(tmpdir(), 'allclear-results-'))

/** The browser's tests that take half of its time, with all that need an unusual site; the other half is all the rest. */
const firstHalf = [
  'agents',
  'desk-a',
  'desk-c',
  'desk-e',
  'desk-i',
  'desk-m',
  'desk-n',
  'desk-po',
  'desk-r',
  'desk-s',
  'destinations',
  'long-names',
  'mail-gallery',
  'straight-line',
].map(name => `tests/e2e/${name}`)
const otherHalf = firstHalf.flatMap(files => ['--exclude', `${files}*`])

const mostSlow = 5
const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 }

/** output: pipe: shown whole when it is over, where several run at once. priority: as the system counts, the lowest is 19. */
type How = { output: 'pipe' | 'inherit'; priority?: number }

const alone: How = { output: 'inherit' }
const beside: How = { output: 'pipe' }
/** What waits for nothing takes what the others leave: the build first, for which most wait, and then the browser, which takes longest. */
const behind: How = { output: 'pipe', priority: 5 }

const results = asked.length > 0 ? await runAsked() : await runAll()
if (asked.length === 0) console.log(`\nLongest, beside all others: ${slowestOf(results).join(', ')}`)
sayFailures(results.flatMap(result => result.failures))
const again = asked.length === 0 ? await tryAlone(triedAlone(results)) : null
for (const result of [...results, ...(again ? [again] : [])]) console.log(lineOf(result))
const all = sumOf(results)
console.log(again?.isGood ? passedAlone(all) : lineOf(all))
rmSync(folder, { recursive: true, force: true })
process.exit(all.isGood || again?.isGood ? 0 : 1)

/** Browser and fault tests run the built site; the others do not need it. */
async function runAsked(): Promise<Result[]> {
  const built = asked.some(name => /e2e|faults/.test(name)) ? [await build()] : []
  if (built.some(result => !result.isGood)) return built
  return [...built, await runTests('tests', asked, alone)]
}

async function runAll(): Promise<Result[]> {
  console.log('Building the site, and running the tests beside it (about nine minutes on two cores) …')
  const oneByOne = ['--project', 'rules', '--maxWorkers=1']
  const lanes = await Promise.all([
    runTests('rules', [...oneByOne, '--exclude', 'tests/agent/**'], behind),
    // Each of its stories starts some hundred programs: two at once would take each other's time.
    runTests('agent', [...oneByOne, 'tests/agent/'], behind),
    runBuilt(),
  ])
  return lanes.flat()
}

/** What fails again is said once more, with all that the runner says. */
async function tryAlone(files: string[]): Promise<Result | null> {
  if (files.length === 0) return null
  console.log(`\nTrying again alone: ${files.join(', ')} …`)
  return runTests(
    'failed beside others, tried alone',
    files.map(file => `tests/${file}`),
    alone,
  )
}

/** The browser takes longest and waits for the build, so the flows, which need none, do not take the build's time. */
async function runBuilt(): Promise<Result[]> {
  const built = await build()
  if (!built.isGood) return [built]
  const tests = await Promise.all([
    runTests('e2e, one half', ['--project', 'e2e', ...firstHalf]),
    runTests('e2e, the other', ['--project', 'e2e', ...otherHalf]),
    runTests('faults', ['--project', 'faults']),
    runTests('flows', ['--project', 'flows']),
  ])
  return [built, ...tests]
}

async function build(): Promise<Result> {
  const at = performance.now()
  const isGood = await run('next', ['build'])
  const result = { name: 'build', seconds: secondsSince(at), isGood, counts: null, files: [], failures: [] }
  console.log(lineOf(result))
  return result
}

async function runTests(name: string, args: string[], how: How = beside): Promise<Result> {
  const at = performance.now()
  const file = join(folder, `${name.replace(/\W+/g, '-')}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const isGood = await run('vitest', ['run', ...reporters, ...args], how)
  return { name, seconds: secondsSince(at), isGood, ...readReport(file) }
}

/** Returns whether it went well. */
function run(command: string, args: string[], { output, priority }: How = beside): Promise<boolean> {
  const child = spawn(command, args, {
    stdio: ['ignore', output, output],
    // Some hundred processes are started, the site in most of them: what one has compiled, the next one need not.
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      NODE_COMPILE_CACHE: compiled,
      NODE_OPTIONS: nodeOptions,
    },
  })
  if (priority !== undefined && child.pid) setPriority(child.pid, priority)
  const said: Buffer[] = []
  child.stdout?.on('data', chunk => said.push(chunk))
  child.stderr?.on('data', chunk => said.push(chunk))
  return new Promise(resolve =>
    child.once('close', code => {
      process.stdout.write(Buffer.concat(said))
      resolve(code === 0)
    }),
  )
}

function slowestOf(all: Result[]): string[] {
  const files = all.flatMap(each => each.files).sort((one, other) => other.seconds - one.seconds)
  return files.slice(0, mostSlow).map(({ name, seconds }) => `${name} ${seconds} s`)
}

function sumOf(all: Result[]): Result {
  const sum = (of: keyof Counts) => all.reduce((count, { counts }) => count + (counts?.[of] ?? 0), 0)
  return {
    name: 'all',
    seconds: secondsSince(startedAt),
    isGood: all.every(each => each.isGood),
    counts: { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') },
    files: [],
    failures: [],
  }
}

function passedAlone({ counts, seconds }: Result): string {
  const { passed, failed, skipped } = counts ?? noCounts
  return `✓ all: ${passed} passed, ${failed} failed beside others but passed alone (mend them: see above), ${skipped} skipped, ${seconds} s`
}

function lineOf({ name, seconds, isGood, counts }: Result): string {
  const { passed, failed, skipped } = counts ?? noCounts
  const counted = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}, `
  return `${isGood ? '✓' : '✗'} ${name}: ${counts ? counted : ''}${seconds} s`
}

function secondsSince(at: number): number {
  return Math.round((performance.now() - at) / 1000)
}
