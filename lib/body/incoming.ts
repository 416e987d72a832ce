/** What of a request's headers is read, by names in small letters. Those of the web are such ones. */
export type HeaderFields = Pick<Headers, 'get' | 'has'>

/** What of a request is read, in the words of the web, so that its Request is one too. body: read once at most, as it comes. */
export type Incoming = {
  url: string
  method: string
  headers: HeaderFields
  body: AsyncIterable<Uint8Array> | null
}
