import { snippet as generic } from './generic.ts'
import type { Snippet } from './snippet.ts'

/** All snippets, by the format of their tool. */
export const snippets: ReadonlyMap<string, Snippet> = new Map(
  [generic].map(snippet => [snippet.format, snippet]),
)
