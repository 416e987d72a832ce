import type { NameSystem } from '#lib/flows/domains/look-up-domain.ts'

export type Records = { [kind in 'a' | 'aaaa' | 'mx' | 'cname']?: Record<string, string[]> }

/** A DNS that knows these records, and answers with this code to all else. asked: every name, in order. */
export function namesOf(records: Records, code = 'ENOTFOUND'): NameSystem & { asked: string[] } {
  const asked: string[] = []
  const look = async (known: Record<string, string[]> | undefined, name: string) => {
    asked.push(name)
    const found = known?.[name]
    if (found) return found
    throw Object.assign(new Error(code), { code })
  }
  return {
    asked,
    resolve4: (name: string) => look(records.a, name),
    resolve6: (name: string) => look(records.aaaa, name),
    resolveCname: (name: string) => look(records.cname, name),
    resolveMx: async (name: string) =>
      (await look(records.mx, name)).map((exchange, priority) => ({ exchange, priority })),
    cancel: () => {},
  } as NameSystem & { asked: string[] }
}
