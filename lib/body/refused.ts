/** Why a body is not read: the status of the answer, and a sentence. */
export type Refused = { refused: 400 | 413 | 415; message: string }

/** What a body is refused with, as an answer to whoever sent it. */
export function refused(status: Refused['refused'], message: string): Refused {
  return { refused: status, message }
}
