import { afterEach, beforeEach } from 'vitest'
import { type MailProvider, startMailProvider } from './mail-provider.ts'

/** A mail provider for the tests of one file; each finds it as if it were fresh. */
export function useMailProvider(): MailProvider {
  const provider = {} as MailProvider
  beforeEach(async () => {
    Object.assign(provider, await startMailProvider())
  })
  afterEach(() => provider.close())
  return provider
}
