/** What somebody pastes into a tool so that it reports to us, exactly as the parser of its format reads it. */
export type Snippet = {
  /** As in /api/alerts/<format>. */
  format: string
  /** The tool by its own name. */
  title: string
  language: 'yaml' | 'sh' | 'ini' | 'json' | 'javascript' | 'text' | 'xml'
  /** The file or the page of the tool where it belongs. */
  where: string
  text(address: SnippetAddress): string
  /** What else has to be set, and what the tool cannot tell us. */
  notes: string[]
}

export type SnippetAddress = {
  /** Where to post with the token in a header: https://status.example.com/api/alerts/<format> */
  url: string
  /** For callers that can send no header: the token is a part of the path. */
  pathUrl: string
  token: string
}
