import { holdKey, readKey } from '#db/keys/key.ts'

/** The key of the tests' installation: always the same, so that a test may write down what follows from it. */
export const testKeyText = 'k'.repeat(43)

/** Opens the installation of the tests for this process. */
export function holdTestKey(): void {
  const key = readKey(testKeyText)
  if (key) holdKey(key)
}
