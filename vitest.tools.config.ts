import { defineConfig } from 'vitest/config'

/** What the desk says to paste, in the real tools: as far as they are installed here (npm run test:tools). */
export default defineConfig({
  test: {
    include: ['tests/tools/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    reporters: ['verbose'],
  },
})
