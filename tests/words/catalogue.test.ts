import { describe, expect, it } from 'vitest'
import { en } from '#lib/words/en/en.ts'
import { wordsIn } from '#lib/words/words.ts'

type Messages = { readonly [key: string]: string | Messages }

/** Every message of a catalogue with its key. */
function messagesOf(messages: Messages, path: readonly string[] = []): [key: string, message: string][] {
  return Object.entries(messages).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[[...path, name].join('.'), value] as [string, string]]
      : messagesOf(value, [...path, name]),
  )
}

/** A value for each argument and each tag that a message names. */
function valuesFor(message: string): Record<string, unknown> {
  const counts = message.matchAll(/\{(\w+), (?:plural|number)/g)
  const names = message.matchAll(/\{(\w+)(?:\}|, select)/g)
  const tags = message.matchAll(/<(\w+)>/g)
  return {
    ...Object.fromEntries([...names].map(([, name]) => [name, `(${name})`])),
    ...Object.fromEntries([...counts].map(([, name]) => [name, 2])),
    ...Object.fromEntries([...tags].map(([, tag]) => [tag, (chunks: string) => chunks])),
  }
}

const say = wordsIn('en').markup as (key: string, values: Record<string, unknown>) => string

describe('a message of the catalogue', () => {
  it.each(messagesOf(en))('%s is said, whole and without a mark of its form', (key, message) => {
    const said = say(key, valuesFor(message))
    expect(said).not.toBe(key)
    expect(said.replaceAll('{reason}', '')).not.toMatch(/[{}]|, (?:plural|select)/)
  })
})
