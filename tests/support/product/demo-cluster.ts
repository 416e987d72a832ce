import type { TestProject } from 'vitest/node'
import { startServer } from '#tests/support/cluster.ts'

/** Starts one PostgreSQL for all tests of a run that start the product, with the demo hoster as a template. */
export default function setup(project: TestProject): Promise<() => Promise<void>> {
  return startServer(project, true)
}
