import { defineConfig } from 'vitest/config'

/** What takes minutes, or needs programs that not every machine has: run by hand, one file after the other. */
export default defineConfig({
  test: {
    include: ['tests/long/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
  },
})
