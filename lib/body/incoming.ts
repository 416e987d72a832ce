/** What of a request is read, in the words of the web, so that its Request is one too. body: read once at most, as it comes. */
export type Incoming = {
  url: string
  method: string
  headers: Headers
  body: AsyncIterable<Uint8Array> | null
}
