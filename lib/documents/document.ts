import type { Database } from '#db/client.ts'
import type { Format } from './format.ts'

/** What was asked for: the named parts of the address, in small letters, and what the document reads of the query. */
export type DocumentQuery = { parts: Record<string, string>; query: Record<string, string> }

/** What a document is written from. */
export type Sources = { db: Database; now: Date }

/** A text, or bytes. movedTo: the address that it has now, as of a server with a new name. null: there is no such thing. */
export type DocumentContent = string | Buffer | { movedTo: string } | null

/** A public answer made for programs: kept, compressed and brought up to date like a page. */
export type PublicDocument = {
  /** The whole address in small letters, with its named parts. */
  path: RegExp
  /** What the query may say, each with the form of its value: one of another form is refused by its name. */
  query?: Record<string, RegExp>
  format: Format
  /** How long a program may show it without asking again. */
  maxAgeSeconds: number
  /** Whether it says sentences of ours, so that there is one of it in each language that the site offers. */
  isWorded?: boolean
  /** The page of a server, group or post that it changes with; left out: with any change of the site. */
  follows?: (parts: DocumentQuery['parts']) => string
  /** The page that there must be, where that is not the one it changes with. */
  about?: (parts: DocumentQuery['parts']) => string
  write: (asked: DocumentQuery, sources: Sources) => Promise<DocumentContent>
}
