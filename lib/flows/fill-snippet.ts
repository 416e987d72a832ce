import type { Snippet } from '#lib/alerts/snippets/snippet.ts'
import { genericSnippets, snippets } from '#lib/alerts/snippets/snippets.ts'
import { env } from '#lib/env.ts'

/** Stands where the token belongs once nobody can know it any more. */
const placeholder = 'PUT-THE-TOKEN-HERE'

export type FilledSnippet = Omit<Snippet, 'text'> & { text: string }

/**
 * What to paste into a tool, with our address in it, and the token where it is known. A source that posts our own schema
 * has several, the plain one first; a tool that we have nothing for has none.
 */
export function fillSnippets(format: string | null, token: string | null): FilledSnippet[] {
  const own = snippets.get(format ?? 'generic')
  const others = own?.format === 'generic' ? genericSnippets : []
  return (own ? [own, ...others] : []).map(snippet => fill(snippet, token))
}

function fill(snippet: Snippet, token: string | null): FilledSnippet {
  const address = `${env.SITE_URL}/api/alerts`
  const known = token ?? placeholder
  const { text, ...rest } = snippet
  return {
    ...rest,
    text: text({
      url: `${address}/${snippet.format}`,
      pathUrl: `${address}/in/${known}/${snippet.format}`,
      token: known,
    }),
  }
}
