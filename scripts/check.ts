import { spawn } from 'node:child_process'

/** The linter, the types, what nobody uses and licences, side by side: none needs another, and each leaves a core idle for a while. */
const checks = [
  ['biome', 'check', '--error-on-warnings', '.'],
  ['tsc', '--noEmit'],
  ['knip'],
  ['node', 'scripts/check-licences.ts'],
]

const outcomes = await Promise.all(checks.map(run))
process.exit(outcomes.every(isGood => isGood) ? 0 : 1)

/** Returns whether it found nothing; what it said is shown whole, when it is over. */
function run([command = '', ...args]: string[]): Promise<boolean> {
  const at = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: Buffer[] = []
  child.stdout.on('data', chunk => said.push(chunk))
  child.stderr.on('data', chunk => said.push(chunk))
  return new Promise(resolve =>
    child.once('close', code => {
      process.stdout.write(Buffer.concat(said))
      console.log(
        `${code === 0 ? '✓' : '✗'} ${command === 'node' ? args[0] : command}: ${Math.round((performance.now() - at) / 1000)} s`,
      )
      resolve(code === 0)
    }),
  )
}
