import { Resolver } from 'node:dns/promises'
import { afterAll, beforeAll, vi } from 'vitest'
import { namesOf, type Records } from './names.ts'

/** While a file's tests run, DNS of this process knows these records and nothing else. */
export function answerNames(records: Records): void {
  const names = namesOf(records)
  const spies: { mockRestore(): void }[] = []
  beforeAll(() => {
    const { prototype } = Resolver
    spies.push(
      vi.spyOn(prototype, 'resolve4').mockImplementation(names.resolve4),
      vi.spyOn(prototype, 'resolve6').mockImplementation(names.resolve6),
      vi.spyOn(prototype, 'resolveMx').mockImplementation(names.resolveMx),
      vi.spyOn(prototype, 'resolveCname').mockImplementation(names.resolveCname),
    )
  })
  afterAll(() => {
    for (const spy of spies) spy.mockRestore()
  })
}
