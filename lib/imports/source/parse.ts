import { parse } from 'yaml'
import { CannotRead } from './cannot-read.ts'

/** A configuration needs a few aliases at most; thousands are a bomb. */
const mostAliases = 50
const mostYaml = 5 * 1_048_576

/** What a text says as JSON. Throws CannotRead where it is none. */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CannotRead('unreadable-file', name)
  }
}

/** The same as YAML. */
export function parseYaml(text: string, name: string): unknown {
  if (text.length > mostYaml) throw new CannotRead('too-large', name)
  try {
    return parse(text, { maxAliasCount: mostAliases, uniqueKeys: false, logLevel: 'error' })
  } catch {
    throw new CannotRead('unreadable-file', name)
  }
}
