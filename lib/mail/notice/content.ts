import { momentMark } from '#lib/mail/moment.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { Impact } from '#lib/rules/servers/status.ts'
import type { OurSite } from '#lib/rules/settings/site-settings.ts'
import type { Words } from '#lib/words/words.ts'

/** What a mail says, once: the layout makes HTML of it, plainText makes text. Moments are marks, as moment.ts makes them. */
export type Content = {
  /** The line that a mailbox shows after the subject. */
  preview: string
  siteName: string
  siteUrl: string
  /** What the mail of a brand wears; left out: what the hoster's own site does. */
  wears?: Wear | undefined
  /** The sign before the heading; null: none. */
  tone: Impact | null
  heading: string
  passages: Passage[]
  /** Why the reader gets this. */
  why: string
  /** Where to change that. */
  footLinks: Action[]
  /** What the hoster says at the end of each mail. */
  end?: string | undefined
}

/** What the mails of a site wear besides its name. */
export type Wear = Pick<OurSite, 'accentLight' | 'accentDark' | 'mailFrom'> &
  Partial<Pick<OurSite, 'support' | 'imprint' | 'privacy' | 'footer'>>

export type Passage =
  | { is: 'text'; text: string }
  /** Words of staff, with their own line ends. language: in which they are, where it is not the mail's. */
  | { is: 'words'; text: string; language?: Language | undefined }
  /** Where a mail of several parts begins its next one. */
  | { is: 'part'; text: string }
  /** Small print: an address to copy where a button does not work. */
  | { is: 'address'; text: string; url: string }
  | { is: 'servers'; rows: ServerRow[]; more: number }
  | { is: 'quote'; text: string }
  /** Facts as a scanner told them, of which each value stands as it is. */
  | { is: 'facts'; title: string; facts: readonly { name: string; value: string }[] }
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
export function mailText(words: Words, content: Content): string {
  const foot = [
    broken(content.why),
    ...content.footLinks.map(link => words('mail.link', link)),
    words('mail.link', { label: content.siteName, url: content.siteUrl }),
    ...(content.end ? [broken(content.end)] : []),
  ]
  return [
    broken(content.heading),
    ...content.passages.flatMap(passage => textOf(words, passage)),
    `-- \n${foot.join('\n')}\n`,
  ].join('\n\n')
}

function textOf(words: Words, passage: Passage): string[] {
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
      return [[...passage.rows.map(row => lineOf(words, row)), ...moreLine(words, passage.more)].join('\n')]
    case 'quote':
      return [broken(passage.text, '> ')]
    case 'facts':
      return [[broken(passage.title), ...passage.facts.map(fact => factLine(words, fact))].join('\n')]
    case 'action':
      return [words('mail.linkBelow', passage)]
  }
}

/** The text in lines of at most this many columns, each with this before it. A longer word has a line of its own. */
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

function lineOf(words: Words, row: ServerRow): string {
  const line = broken(words('notices.row.line', { server: row.label, state: row.words }), '  ')
  return `- ${line.slice(2)}${row.url ? `\n  ${row.url}` : ''}`
}

/** A path or a hash is never broken: who copies it has to get all of it. */
function factLine(words: Words, fact: { name: string; value: string }): string {
  return `  ${words('mail.fact', fact)}`
}

/** The last line of a list that is cut. */
function moreLine(words: Words, count: number): string[] {
  return count > 0 ? [`- ${words('notices.row.more', { count })}`] : []
}
