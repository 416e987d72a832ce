import { calendarProduct, calendarText, writeCalendar } from '#lib/rules/calendar/ical.ts'
import { xmlElement, xmlStart } from './feeds/xml.ts'
import { escapeMarkup } from './markup.ts'

/** How a document is written, and how it says what is wrong. */
export type Format = {
  contentType: string
  /** A sentence for whoever reads the answer, in this form. */
  refuse: (sentence: string) => string
  /** Whether pages of others may show it in a frame. */
  isFramed?: boolean
  /** Whether it was given by people: nothing in it may do anything, even where it is opened alone. */
  isLocked?: boolean
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

/** Bytes that only a program reads; it learns by the status that there are none. */
export const binary: Format = {
  contentType: 'application/octet-stream',
  refuse: () => '',
}

/** A drawing that people gave. */
export const picture: Format = {
  contentType: 'image/svg+xml',
  refuse: () => '',
  isLocked: true,
}

export const css: Format = {
  contentType: 'text/css; charset=utf-8',
  refuse: () => '',
  isLocked: true,
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

/** Whoever subscribes to what is not there reads why in the place of its name. */
export const rss: Format = {
  contentType: 'application/rss+xml; charset=utf-8',
  refuse: sentence => `${xmlStart}<rss version="2.0">${channelOf(sentence)}</rss>\n`,
}

export const atom: Format = {
  contentType: 'application/atom+xml; charset=utf-8',
  refuse: sentence =>
    `${xmlStart}<feed xmlns="http://www.w3.org/2005/Atom">${xmlElement('title', sentence)}</feed>\n`,
}

export const jsonFeed: Format = {
  contentType: 'application/feed+json; charset=utf-8',
  refuse: sentence =>
    JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: sentence, items: [] }),
}

export const calendar: Format = {
  contentType: 'text/calendar; charset=utf-8',
  refuse: sentence =>
    writeCalendar([
      ['BEGIN', 'VCALENDAR'],
      ['VERSION', '2.0'],
      ['PRODID', calendarProduct],
      ['X-WR-CALNAME', calendarText(sentence)],
      ['END', 'VCALENDAR'],
    ]),
}

function channelOf(sentence: string): string {
  return `<channel>${xmlElement('title', sentence)}${xmlElement('description', sentence)}</channel>`
}
