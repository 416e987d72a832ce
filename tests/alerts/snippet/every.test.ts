import { describe, expect, it } from 'vitest'
import type { Pasted, Snippet } from '#lib/alerts/snippet/snippet.ts'
import { allSnippets, formatOf, pastedOf, siteUrl, token } from './pasted.ts'
import { faultOf, shellcheckVersion, shellcheckWords } from './readers.ts'

const each = allSnippets.map(snippet => [snippet.title, snippet] as const)
const texts = allSnippets.flatMap(snippet =>
  pastedOf(snippet).map(pasted => [snippet.title, pasted.name, pasted] as const),
)
const inShell = texts.filter(([, , { language }]) => language === 'sh')

/** Tools whose own forms and files have no place for a header, nor for a name before the host. */
const withoutHeader = ['uptimerobot', 'pingdom', 'statuscake']

describe('every snippet', () => {
  it.each(each)(
    'of %s holds our address and the token, and nothing of either in its sentences',
    (_, snippet) => {
      const pasted = pastedOf(snippet)
        .map(({ text }) => text)
        .join('\n')
      expect(pasted).toContain(token)
      expect(pasted).toMatch(/status\.example\.com(\/api\/alerts\/|")/)
      expect(sentencesOf(snippet).join('\n')).not.toContain(token)
    },
  )

  it.each(each)('of %s sends the token in a header, if its tool can send one', (_, snippet) => {
    const hasPathToken = pastedOf(snippet).some(({ text }) => text.includes(`/in/${token}`))
    expect(hasPathToken).toBe(withoutHeader.includes(formatOf(snippet)))
  })

  it.each(each)(
    'of %s has its sentences on one line each, and pastes under names of their own',
    (_, snippet) => {
      for (const sentence of sentencesOf(snippet)) expect(sentence).not.toMatch(/\n| {2}/)
      const names = pastedOf(snippet).map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
    },
  )

  it.each(each)('of %s says where each file is', (_, snippet) => {
    for (const { name, to, places } of pastedOf(snippet)) {
      expect(places.length > 0, name).toBe(to === 'save' || to === 'add')
      for (const { path } of places) expect(path).toMatch(/^(\/\S+|[\w-]+\.\w+)$/)
    }
  })

  it.each(texts)('of %s can be read by the parser of its language: %s', async (_, __, pasted: Pasted) => {
    expect(await faultOf(pasted)).toBeNull()
  })

  it.each(inShell)('of %s keeps the token off every command line: %s', (_, __, { text }) => {
    // Lines that hold the token set a variable of the script, or are curl's standard input.
    const lines = text.split('\n').filter(line => line.includes(token))
    for (const line of lines) expect(line).toMatch(/^(token='|Authorization: Bearer )/)
  })

  it.skipIf(shellcheckVersion === null).each(inShell)(
    'of %s leaves shellcheck nothing to say (skipped where it is not installed): %s',
    async (_, __, { text }) => {
      expect(await shellcheckWords(text)).toBe('')
    },
  )
})

describe('an example for a file that is there', () => {
  it.each(texts.filter(([, , { to, language }]) => to === 'add' && language === 'yaml'))(
    'of %s is a part of a list or a map, not a second key of the same name: %s',
    (_, __, { text }) => {
      expect(text).not.toMatch(/^(receivers|route|routes|endpoints):/m)
    },
  )
})

function sentencesOf(snippet: Snippet): string[] {
  const address = { url: `${siteUrl}/U`, basicUrl: `${siteUrl}/B`, pathUrl: `${siteUrl}/P/x`, token }
  return snippet.parts(address).filter(part => typeof part === 'string')
}
