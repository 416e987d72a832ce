import type { IncomingHttpHeaders } from 'node:http'

/** What is looked at in a request before anything is done for it: a request of Node's is one. */
export type RequestHead = {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly socket: { readonly remoteAddress?: string | undefined }
}

/**
 * An answer that is there whole. head: names and values in turn, and the same list for as long as it says the same. bytes: null where
 * the status says that there are none.
 */
export type WholeAnswer = { status: number; head: readonly string[]; bytes: Buffer | null }

/** Finds what is kept for a request, at once, and leaves nothing behind where there is nothing; null: it is answered the long way. */
export type FindKept = (asked: RequestHead) => WholeAnswer | null
