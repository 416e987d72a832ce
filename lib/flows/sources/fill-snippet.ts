import { snippetAddress } from '#lib/alerts/snippet/address.ts'
import type { SnippetPart } from '#lib/alerts/snippet/snippet.ts'
import type { Tool } from '#lib/alerts/tool.ts'
import { findTool, tools } from '#lib/alerts/tools.ts'
import { env } from '#lib/env.ts'

/** Stands where the token belongs once nobody can know it any more. */
const placeholder = 'PUT-THE-TOKEN-HERE'

export type FilledSnippet = { title: string; parts: readonly SnippetPart[] }

/**
 * What to paste into a tool, with our address in it, and the token where it is known. A source that posts our own schema
 * has several, the plain one first; a tool that we have nothing for has none.
 */
export function fillSnippets(
  format: string | null,
  token: string | null,
  among: readonly Tool[] = tools,
): FilledSnippet[] {
  const tool = findTool(format ?? 'generic', among)
  if (!tool) return []
  const address = snippetAddress(env.SITE_URL, tool.format, token ?? placeholder)
  return tool.snippets.map(({ title, parts }) => ({ title, parts: parts(address) }))
}
