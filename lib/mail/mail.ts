/** A finished mail to one address. The sender is the transport's. */
export type Mail = {
  /** Its identity at every provider: the same key is never mailed twice. At most 200 characters of [A-Za-z0-9._-]. */
  key: string
  to: string
  subject: string
  html: string
  text: string
  headers: Readonly<Record<string, string>>
  /** What programs read of planned maintenance: iCalendar, attached. Left out or null: it says nothing of that. */
  calendar?: string | null
  /** Whose brand it is sent for: as whom, and where its readers are. Left out: for the hoster's own site. */
  as?: { from: string; url: string }
  /** When it was written: the same at each attempt. Left out: when it goes out. */
  writtenAt?: Date
}

/** What a template makes. */
export type Rendered = Pick<Mail, 'subject' | 'html' | 'text'>

/** It may work later. */
export type Retry = {
  is: 'retry'
  reason: string
  retryAfterSeconds: number | null
  /** Surely nothing was taken. Left out or false: nobody knows, so only the very same may be sent again. */
  isUntaken?: boolean
  /** Nobody was there who could take any mail, or they take none from us: it is not this mail's doing. */
  isAway?: boolean
}

/** It never will work. */
export type Refusal = {
  is: 'refused'
  reason: string
  /** The address is dead, as far as its own server knows. */
  isGone: boolean
  /** Something is wrong with this mailbox, which may pass: so on several days in a row it ends the mail. */
  isMailbox?: boolean
}

/** What became of an attempt: retry may work later, refused never will. */
export type SendResult = { is: 'sent'; providerId: string | null } | Retry | Refusal

/** What became of several mails that were handed over together: all of them, or none. */
export type BatchResult = { is: 'sent'; providerIds: (string | null)[] } | Retry | Refusal

/** Hands a mail to a provider. Never throws for what a provider or the network does. */
export type SendMail = (mail: Mail) => Promise<SendResult>

/** How a provider takes mails, in batches. */
export type Mailer = {
  /** Whose pace it is: all processes that ask the same provider share one. */
  provider: string
  /** Mails that one request carries. */
  mailsPerBatch: number
  /** Requests under way at once, in one process. */
  batchesAtOnce: number
  /** Requests that the provider allows in a second; null: as many as it takes. */
  perSecond: number | null
  /** After this long without a sign of life from the process that made it, a request without an outcome is over. */
  longestSeconds: number
  /** key: the same key is never mailed twice. Never throws for what a provider or the network does. */
  send(key: string, mails: readonly Mail[]): Promise<BatchResult>
}
