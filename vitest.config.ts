import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const setupFiles = ['tests/support/console.ts']

/** Without a database: fast, and all at once, so one that is alone in a second may take many beside others. */
const pure = [
  'rules',
  'posts',
  'processes',
  'front',
  'mail',
  'mirror',
  'channels',
  'agent',
  'alerts',
  'body',
  'customers',
  'servers',
  'support',
  'telemetry',
  'translator',
  'limits',
  'workers',
  'words',
  'log',
  'look',
  'moving',
  'house',
  'deploy',
  'imports',
].map(name => `tests/${name}/**/*.test.{ts,tsx}`)
/** On a real PostgreSQL, each file in a database of its own. */
const stored = ['api', 'db', 'documents', 'flows', 'identity'].map(name => `tests/${name}/**/*.test.{ts,tsx}`)

/** Half of what a file of flows does is done by PostgreSQL, so two at a time also pay on two cores. */
const atOnce = Math.max(2, availableParallelism() - 1)

/** No test asserts a time, so a product is ready to be tested before its code is as fast as it gets. */
const env = { WARM_ROUNDS: '1' }
/** Some thirty products are started to be killed or to fail, most before anybody reads what would be made beforehand. */
const faultyEnv = { WARM_ROUNDS: '0' }

export default defineConfig({
  test: {
    maxWorkers: atOnce,
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: [...pure, 'tests/*.test.ts'],
          setupFiles,
          // A story of the agent starts some hundred programs, and beside all else each waits for its turn.
          testTimeout: 240_000,
          hookTimeout: 240_000,
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'flows',
          include: stored,
          setupFiles: [...setupFiles, 'tests/support/database/clean-up.ts'],
          isolate: false,
          // Longer than what a test waits for: what did not come is said then, not only that it took long.
          testTimeout: 60_000,
          hookTimeout: 240_000,
          globalSetup: 'tests/support/cluster.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: 'tests/support/product/lend-products.ts',
          env,
          // One browser for all, and a product for each of two environments.
          isolate: false,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          isolate: false,
          globalSetup: 'tests/support/product/demo-cluster.ts',
          env: faultyEnv,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
