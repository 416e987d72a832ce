import { escapeMarkup } from './markup.ts'

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

export const xml: Format = {
  contentType: 'application/xml; charset=utf-8',
  refuse: sentence =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<message>${escapeMarkup(sentence)}</message>\n`,
}

/** A picture that there is not says nothing. */
export const png: Format = {
  contentType: 'image/png',
  refuse: () => '',
}

export const javascript: Format = {
  contentType: 'text/javascript; charset=utf-8',
  refuse: sentence => `// ${sentence}\n`,
}

/** A small page for frames in pages of others. */
export const framed: Format = {
  contentType: 'text/html; charset=utf-8',
  refuse: sentence =>
    `<!doctype html>\n<title>${escapeMarkup(sentence)}</title>\n<p>${escapeMarkup(sentence)}</p>\n`,
  isFramed: true,
}

export const markdown: Format = {
  contentType: 'text/markdown; charset=utf-8',
  refuse: sentence => `${sentence}\n`,
}

export const json: Format = {
  contentType: 'application/json; charset=utf-8',
  refuse: sentence => JSON.stringify({ message: sentence }),
}
