import type { Tool } from '#lib/alerts/tool.ts'
import { parseMaldet } from './parse.ts'
import { maldetSnippet } from './snippet.ts'

export const maldet: Tool = {
  format: 'maldet',
  otherNames: ['lmd'],
  title: 'Linux Malware Detect',
  parse: parseMaldet,
  /** maldet aims at an ELK server: $elk_host:$elk_port/$elk_index/message. */
  subpaths: ['message'],
  snippets: [maldetSnippet],
  neverResolves: true,
}
