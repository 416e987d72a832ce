import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    server: TestServer
  }
}

/** A running PostgreSQL, and the name of its database that has the whole schema and no rows. */
export type TestServer = { address: string; template: string }

/** Starts one PostgreSQL for all tests of a run, in a process that outlives this one just long enough to tidy up. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = `allclear_test_${randomBytes(6).toString('hex')}`
  const child = spawn(process.execPath, ['tests/support/test-server.ts', template], {
    cwd: project.config.root,
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const [address] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    exited.then(([code]) => {
      throw new Error(`The PostgreSQL of the tests did not start (exit code ${code}): see above.`)
    }),
  ])
  project.provide('server', { address, template })
  return async () => {
    child.stdin.end()
    const [code] = await exited
    if (code !== 0) throw new Error(`The PostgreSQL of the tests did not end well (exit code ${code}).`)
  }
}
