import type { Parse } from './item/item.ts'
import type { Snippet } from './snippet/snippet.ts'

/** All that is known of a tool that alerts come from: its folder's descriptor, listed in tools.ts. */
export type Tool = {
  /** The last part of the address that it posts to: /api/alerts/<format>. */
  format: string
  /** Names under which it is known besides: addresses that work too. */
  otherNames?: readonly string[]
  /** As people know it. */
  title: string
  parse: Parse
  /** It may come as the fields of a form, its token among them. */
  takesForm?: true
  /** It may come as the query of a GET, for tools that can send nothing else. */
  takesQuery?: true
  /** What the tool appends to the address by itself. */
  subpaths?: readonly string[]
  /** What staff paste so that it reports to us, the usual way first. */
  snippets: readonly [Snippet, ...Snippet[]]
  /** It waits before it speaks: its outages are told at once. */
  isDebounced?: true
  /** It never says that something is over. */
  neverResolves?: true
  /** How else it can lose the word that something is over, as the catalogue has a sentence for it. Left out: no such way is known. */
  losesEnds?: 'once' | 'inhibited' | 'restarted' | 'silenced'
  /** How often it says again what still fires, unless it is set otherwise. Left out: it says it once. */
  repeatSeconds?: number
  /** An outage of this server in the tool's own words, for a test from the desk. Left out: our own schema says it. */
  testAlert?(hostname: string, now: Date): unknown
}
