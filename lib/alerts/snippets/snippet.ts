/** What a snippet is filled with: the address for callers that can send a header, the one with the token in it, and the token. */
export type Given = { url: string; pathUrl: string; token: string }

/** What to paste into a tool's configuration so that it reports here. */
export type Snippet = {
  /** As in the address: /api/alerts/<format>. */
  format: string
  title: string
  /** Of the text: yaml, sh, xml, json, … */
  language: string
  /** The file or the page of the tool where it belongs. */
  where: string
  text(given: Given): string
  /** What else has to be done or known. */
  notes: readonly string[]
}
