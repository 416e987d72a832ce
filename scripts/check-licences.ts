import { readFileSync } from 'node:fs'
import { type Lock, licenceProblems } from './packages/licences.ts'

// A part of npm run check: each package that is or may be installed has a licence that the product may be passed on with.
const lock: Lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const problems = licenceProblems(lock)
for (const problem of problems) console.error(`licence: ${problem}`)
if (problems.length > 0) {
  console.error('CONTRIBUTING.md says which licences a dependency may have: take another package.')
  process.exitCode = 1
}
