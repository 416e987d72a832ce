import type { Tool } from '#lib/alerts/tool.ts'
import { monitSnippet } from './monit.ts'
import { muninSnippet } from './munin.ts'
import { parseGeneric } from './parse.ts'
import { signedSnippet } from './signed.ts'
import { genericSnippet } from './snippet.ts'
import { nativeTestAlert } from './test-alert.ts'

export const generic: Tool = {
  format: 'generic',
  title: 'anything that can post JSON',
  parse: parseGeneric,
  /** Then signing, and tools without a format here: they post our own schema too. */
  snippets: [genericSnippet, signedSnippet, monitSnippet, muninSnippet],
  isDebounced: true,
  testAlert: nativeTestAlert,
}
