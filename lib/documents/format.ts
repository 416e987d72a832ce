/** How a document is written, and how it says what is wrong. */
export type Format = {
  contentType: string
  /** A sentence for whoever reads the answer, in this form. */
  refuse: (sentence: string) => string
  /** Whether pages of others may show it in a frame. */
  isFramed?: boolean
}

export const text: Format = {
  contentType: 'text/plain; charset=utf-8',
  refuse: sentence => `${sentence}\n`,
}

export const json: Format = {
  contentType: 'application/json; charset=utf-8',
  refuse: sentence => JSON.stringify({ message: sentence }),
}
