import { momentMark } from '#lib/mail/moment.ts'
import type { Impact } from '#lib/rules/servers/status.ts'

/** What a mail says, once: the layout makes HTML of it, plainText makes text. Moments are marks, as moment.ts makes them. */
export type Content = {
  /** The line that a mailbox shows after the subject. */
  preview: string
  siteName: string
  siteUrl: string
  /** The sign before the heading; null: none. */
  tone: Impact | null
  heading: string
  passages: Passage[]
  /** Why the reader gets this. */
  why: string
  /** Where to change that. */
  footLinks: Action[]
}

export type Passage =
  | { is: 'text'; text: string }
  /** Words of staff, with their own line ends. */
  | { is: 'words'; text: string }
  /** Where a mail of several parts begins its next one. */
  | { is: 'part'; text: string }
  /** Small print: an address to copy where a button does not work. */
  | { is: 'address'; text: string; url: string }
  | { is: 'servers'; rows: ServerRow[]; more: number }
  | { is: 'quote'; text: string }
  | ({ is: 'action' } & Action)

type Action = { label: string; url: string }

export type ServerRow = {
  label: string
  /** The server's own page; null where readers have none. */
  url: string | null
  /** null: no sign before it. */
  impact: Impact | null
  /** "down since 10:04 UTC" */
  words: string
}

/** Columns of a line of text, so that it can be read, quoted and printed anywhere. Addresses are never broken. */
const columns = 72
const mostOfMoment = 34
const mostOfPeriod = 44

/** The mail as text, for readers and programs without HTML. */
export function mailText(content: Content): string {
  const foot = [broken(content.why), ...content.footLinks.map(link => `${link.label}: ${link.url}`)]
  return [
    broken(content.heading),
    ...content.passages.flatMap(textOf),
    `-- \n${foot.join('\n')}\n${content.siteName}: ${content.siteUrl}\n`,
  ].join('\n\n')
}

function textOf(passage: Passage): string[] {
  switch (passage.is) {
    case 'text':
      return [broken(passage.text)]
    case 'words':
      // "-- " alone in a line would make a signature of what follows.
      return [broken(passage.text.replace(/[ \t]+$/gm, ''))]
    case 'part':
      return [`${broken(passage.text)}\n${'='.repeat(Math.min(passage.text.length, columns))}`]
    case 'address':
      return []
    case 'servers':
      return [[...passage.rows.map(lineOf), ...moreLine(passage.more)].join('\n')]
    case 'quote':
      return [broken(passage.text, '> ')]
    case 'action':
      return [`${passage.label}:\n${passage.url}`]
  }
}

/** The text in lines of at most so many columns, each with this before it. A longer word has a line of its own. */
function broken(text: string, before = ''): string {
  const lines = text.split('\n').flatMap(line => brokenLine(line, columns - before.length))
  return lines.map(line => before + line).join('\n')
}

function brokenLine(line: string, most: number): string[] {
  if (widthOf(line) <= most) return [line]
  const lines: string[] = []
  let open = ''
  for (const word of line.split(' ')) {
    const longer = open === '' ? word : `${open} ${word}`
    if (open === '' || widthOf(longer) <= most) open = longer
    else {
      lines.push(open)
      open = word
    }
  }
  return [...lines, open]
}

/** A mark counts as much as most readers get in its place: "00:30 CET (23:30 UTC), 25 November", or a time of two ends. */
function widthOf(text: string): number {
  const shown = (mark: string) => 'x'.repeat(mark.includes('To') ? mostOfPeriod : mostOfMoment)
  return text.replace(new RegExp(momentMark, 'g'), shown).length
}

function lineOf(row: ServerRow): string {
  const words = broken(`${row.label}: ${row.words}`, '  ')
  return `- ${words.slice(2)}${row.url ? `\n  ${row.url}` : ''}`
}

function moreLine(more: number): string[] {
  return more > 0 ? [`- ${andMore(more)}`] : []
}

/** The last line of a list that is cut. */
export function andMore(more: number): string {
  return `and ${more} more ${more === 1 ? 'server' : 'servers'}`
}
