import { snippetAddress } from '#lib/alerts/snippet/address.ts'
import type { SnippetPart } from '#lib/alerts/snippet/snippet.ts'
import { genericSnippets, snippets } from '#lib/alerts/snippets/snippets.ts'
import { env } from '#lib/env.ts'

/** Stands where the token belongs once nobody can know it any more. */
const placeholder = 'PUT-THE-TOKEN-HERE'

export type FilledSnippet = { title: string; parts: readonly SnippetPart[] }

/**
 * What to paste into a tool, with our address in it, and the token where it is known. A source that posts our own schema
 * has several, the plain one first; a tool that we have nothing for has none.
 */
export function fillSnippets(format: string | null, token: string | null): FilledSnippet[] {
  const own = snippets.get(format ?? 'generic')
  const others = own?.format === 'generic' ? genericSnippets : []
  const known = token ?? placeholder
  return (own ? [own, ...others] : []).map(({ format, title, parts }) => {
    return { title, parts: parts(snippetAddress(env.SITE_URL, format, known)) }
  })
}
