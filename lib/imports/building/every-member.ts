import { z } from 'zod'
import { type Api, everyPage } from '#lib/imports/source/api.ts'
import type { Draft } from './draft.ts'

/** All members of a list that is asked for page by page, from page 0. what: they are, for who looks on. Throws CannotRead. */
export async function everyMember<T extends z.ZodType<{ id: string }>>(
  api: Api,
  draft: Draft,
  member: T,
  pathOf: (page: number) => string,
  what: string,
): Promise<z.infer<T>[]> {
  const found: z.infer<T>[] = []
  const page = (number: number) => api.json(z.array(member), pathOf(number))
  for await (const some of everyPage(page)) {
    found.push(...some)
    draft.progress(found.length, what)
  }
  return found
}
