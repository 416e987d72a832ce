import { execFile } from 'node:child_process'
import { VFile } from 'vfile'
import { matter } from 'vfile-matter'
import { describe, expect, it } from 'vitest'
import { genericSnippets, snippets } from '#lib/alerts/snippets/snippets.ts'

const all = [...snippets.values(), ...genericSnippets].map(snippet => [snippet.title, snippet] as const)
const address = {
  url: 'https://status.example.com/U',
  pathUrl: 'https://status.example.com/P',
  token: 'TOKEN',
}

function check(program: string, args: string[], text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, (error, _, said) => (error ? reject(new Error(said)) : resolve()))
    child.stdin?.end(text)
  })
}

describe('every snippet', () => {
  it.each(all)(
    'of %s holds the address it was given: the token in a header, or in the path',
    (_, { text, where }) => {
      const pasted = text(address)
      const hasHeader = pasted.includes(address.url) && pasted.includes(address.token)
      expect(hasHeader).toBe(!pasted.includes(address.pathUrl))
      expect(where).not.toBe('')
    },
  )

  it.each(all.filter(([, { language }]) => language === 'sh'))(
    'of %s is a valid script',
    async (_, { text }) => {
      await check('sh', ['-n'], text(address))
    },
  )

  it.each(all.filter(([, { language }]) => language === 'javascript'))(
    'of %s is a valid module',
    async (_, { text }) => {
      await check(process.execPath, ['--check', '--input-type=module', '-'], text(address))
    },
  )

  it.each(all.filter(([, { language }]) => language === 'yaml'))(
    'of %s is valid YAML that holds the token as it is',
    (_, { text }) => {
      const file = new VFile(`---\n${text(address)}\n---\n`)
      matter(file)
      expect(JSON.stringify(file.data.matter)).toMatch(/TOKEN|\/P/)
    },
  )
})
