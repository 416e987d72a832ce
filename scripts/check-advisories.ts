import { spawnSync } from 'node:child_process'
import { readAdvisories } from './packages/advisories.ts'

// What is known of the packages that are installed with the product. That nobody can be asked is said and fails nothing: it is
// about the network of this machine, and tomorrow's run asks again.
const { stdout } = spawnSync('npm', ['audit', '--json', '--omit=dev', '--fetch-retries=1'], {
  encoding: 'utf8',
  timeout: 60_000,
})
const advisories = readAdvisories(stdout ?? '')
if (advisories.is === 'unknown') {
  console.warn(`advisories: not asked, as the registry does not answer that (${advisories.why}).`)
} else {
  for (const line of [...advisories.grave, ...advisories.lesser]) console.log(`advisories: ${line}`)
  console.log(`advisories: ${advisories.grave.length} grave, ${advisories.lesser.length} lesser.`)
  if (advisories.grave.length > 0) process.exitCode = 1
}
