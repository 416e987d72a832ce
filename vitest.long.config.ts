import { defineConfig } from 'vitest/config'

/** Where `npm test` counts less: with TEST_MEASURE=full each counts all. */
const measured = [
  'tests/api/scopes.test.ts',
  'tests/flows/alerts/fuzz-alerts.test.ts',
  'tests/flows/customers/customer-files.test.ts',
]

/** Laws that are tried with fewer cases there. */
const laws = [
  'tests/rules/decision/{decide-laws,told-in-time}.test.ts',
  'tests/alerts/{parser-laws,statement-laws,verdict}.test.ts',
]

const slow = {
  fileParallelism: false,
  testTimeout: 1_800_000,
  hookTimeout: 120_000,
}

/** What takes minutes, or needs programs that not every machine has: run by hand, one file after the other. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...slow,
          name: 'long',
          include: ['tests/long/**/*.test.ts'],
        },
      },
      {
        test: {
          ...slow,
          name: 'laws',
          include: laws,
          setupFiles: ['tests/support/console.ts'],
        },
      },
      {
        test: {
          ...slow,
          name: 'flows',
          include: measured,
          setupFiles: ['tests/support/console.ts', 'tests/support/database/clean-up.ts'],
          globalSetup: 'tests/support/cluster.ts',
        },
      },
      {
        test: {
          ...slow,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          isolate: false,
          globalSetup: 'tests/support/product/lend-products.ts',
        },
      },
      {
        test: {
          ...slow,
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: 'tests/support/product/demo-cluster.ts',
        },
      },
    ],
  },
})
