/** A finished mail to one address. The sender is the transport's. */
export type Letter = {
  /** Its identity at every provider: the same key is never mailed twice. At most 200 characters of [A-Za-z0-9._-]. */
  key: string
  to: string
  subject: string
  html: string
  text: string
  headers: Readonly<Record<string, string>>
}

/** What a template makes. */
export type Rendered = Pick<Letter, 'subject' | 'html' | 'text'>

/** What became of an attempt: retry may work later, refused never will. */
export type SendResult =
  | { is: 'sent'; providerId: string | null }
  | { is: 'retry'; reason: string; retryAfterSeconds: number | null }
  | { is: 'refused'; reason: string }

/** Hands a letter to a provider. Never throws for what a provider or the network does. */
export type SendLetter = (letter: Letter) => Promise<SendResult>
