/** What somebody does so that a tool reports to us: things to paste, and sentences, in their order. */
export type Snippet = {
  /** The tool by its own name, with the versions that this is for. */
  title: string
  parts(address: SnippetAddress): readonly SnippetPart[]
}

/** A sentence for the reader, or something to paste exactly as it stands. */
export type SnippetPart = string | Pasted

export type Pasted = {
  /** The name of the file or of the field: unlike all others of its snippet. */
  name: string
  /** save: a file of its own; add: a piece of a file that is there; run: in a shell; enter: in the tool's own form. */
  to: 'save' | 'add' | 'run' | 'enter'
  /** Where the file is, by system. None where the sentences beside it say it. */
  places: readonly SnippetPlace[]
  language: SnippetLanguage
  text: string
}

export type SnippetPlace = {
  path: string
  /** The systems that have it there; null: all. */
  on: string | null
}

export type SnippetLanguage =
  | 'yaml'
  | 'sh'
  | 'bash'
  | 'ini'
  | 'json'
  | 'javascript'
  | 'xml'
  | 'nagios'
  | 'icinga'
  | 'text'

export type SnippetAddress = {
  /** Where to post with the token in a header: https://status.example.com/api/alerts/<format> */
  url: string
  /** For callers that send no header but the one that an address asks for: name and token before the host, sent as Basic. */
  basicUrl: string
  /** For callers that can send no header: the token is a part of the path. */
  pathUrl: string
  token: string
}
