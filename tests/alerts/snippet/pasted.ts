import { snippetAddress } from '#lib/alerts/snippet/address.ts'
import type { Pasted, Snippet } from '#lib/alerts/snippet/snippet.ts'
import { tools } from '#lib/alerts/tools.ts'

export const siteUrl = 'https://status.example.com'
export const token = 'it_7Qm3fixture'

export const allSnippets: readonly Snippet[] = tools.flatMap(tool => tool.snippets)

/** The format of the tool that a snippet belongs to. */
export function formatOf(snippet: Snippet): string {
  const tool = tools.find(({ snippets }) => snippets.includes(snippet))
  if (!tool) throw new Error(`${snippet.title} belongs to no tool.`)
  return tool.format
}

/** What a snippet says to paste, as for a site at this address. */
export function pastedOf(snippet: Snippet, at = siteUrl): Pasted[] {
  const parts = snippet.parts(snippetAddress(at, formatOf(snippet), token))
  return parts.filter(part => typeof part !== 'string')
}

/** The text with this name. Throws where there is none. */
export function pastedText(snippet: Snippet, name: string, at = siteUrl): string {
  const found = pastedOf(snippet, at).find(pasted => pasted.name === name)
  if (!found) throw new Error(`${snippet.title} has nothing to paste that is called "${name}".`)
  return found.text
}

/** The script that a tool calls: the first file in shell. */
export function scriptOf(snippet: Snippet, at = siteUrl): string {
  const script = pastedOf(snippet, at).find(({ to, language }) => to === 'save' && language === 'sh')
  if (!script) throw new Error(`${snippet.title} has no script.`)
  return script.text
}
