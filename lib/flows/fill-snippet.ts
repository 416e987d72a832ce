import type { Snippet } from '#lib/alerts/snippets/snippet.ts'
import { snippets } from '#lib/alerts/snippets/snippets.ts'
import { env } from '#lib/env.ts'

/** Stands where the token belongs once nobody can know it any more. */
const placeholder = 'PUT-THE-TOKEN-HERE'

export type FilledSnippet = Omit<Snippet, 'text'> & { text: string }

/** What to paste into a tool, with our address in it, and the token where it is known. null: there is none for this tool. */
export function fillSnippet(format: string | null, token: string | null): FilledSnippet | null {
  const snippet = snippets.get(format ?? 'generic')
  if (!snippet) return null
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
