import { readAlias } from '#lib/rules/servers/host-name.ts'

/** What a brand calls a server of its own. hostname: also in addresses; label: in sentences. */
export type BrandName = { hostname: string; label: string }

/** A server of a brand, as a person at the desk wrote it: our host name, and the brand's own name for it, or null. */
export type BrandLine = { server: string; name: string | null }

export type BrandLineProblem = { line: number; is: 'name' | 'twice' | 'many'; typed: string }

/** More than these are a group. */
const mostLines = 1_000

/** Lines such as "web07.example.com" or "web07.example.com = server1.reseller.example"; or what is wrong with one of them. Lines count from 1. */
export function readBrandLines(typed: string): { lines: BrandLine[] } | { problem: BrandLineProblem } {
  const lines: BrandLine[] = []
  const seen = new Set<string>()
  for (const [index, text] of typed.split('\n').entries()) {
    if (text.trim() === '') continue
    const [given = '', ...rest] = text.split('=')
    const server = given.trim().toLowerCase().replace(/\.$/, '')
    const alias = rest.length === 0 ? null : readAlias(rest.join('='))
    const problem = { line: index + 1, typed: text.trim().slice(0, 80) }
    if (server === '' || (rest.length > 0 && alias === null)) return { problem: { ...problem, is: 'name' } }
    if (seen.has(server) || (alias && seen.has(`=${alias}`))) return { problem: { ...problem, is: 'twice' } }
    if (lines.length === mostLines) return { problem: { ...problem, is: 'many' } }
    seen.add(server)
    if (alias) seen.add(`=${alias}`)
    lines.push({ server, name: alias })
  }
  return { lines }
}

/** The lines as readBrandLines reads them. */
export function writeBrandLines(lines: readonly BrandLine[]): string {
  return lines.map(({ server, name }) => (name === null ? server : `${server} = ${name}`)).join('\n')
}

/** What a brand calls a server; name: its own for it, or null. */
export function brandName(server: BrandName, name: string | null): BrandName {
  return name === null ? { hostname: server.hostname, label: server.label } : { hostname: name, label: name }
}
