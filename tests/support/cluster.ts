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
export type TestServer = {
  address: string
  template: string
  /** Where the tests run the product: the database with the demo hoster, and the token of its source. */
  demo: { template: string; token: string } | null
}

/** Starts one PostgreSQL for all tests of a run, in a process that outlives this one just long enough to tidy up. */
export default function setup(project: TestProject): Promise<() => Promise<void>> {
  return startServer(project, false)
}

/** isWithDemo: it has a database with the demo hoster too, for the product. */
export async function startServer(project: TestProject, isWithDemo: boolean): Promise<() => Promise<void>> {
  const template = `allclear_test_${randomBytes(6).toString('hex')}`
  const command = ['tests/support/test-server.ts', template, ...(isWithDemo ? ['demo'] : [])]
  const child = spawn(process.execPath, command, {
    cwd: project.config.root,
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    exited.then(([code]) => {
      throw new Error(`The PostgreSQL of the tests did not start (exit code ${code}): see above.`)
    }),
  ])
  const { address, token } = JSON.parse(line) as { address: string; token: string }
  const demo = isWithDemo ? { template: `${template}_demo`, token } : null
  project.provide('server', { address, template, demo })
  return async () => {
    child.stdin.end()
    const [code] = await exited
    if (code !== 0) throw new Error(`The PostgreSQL of the tests did not end well (exit code ${code}).`)
  }
}
