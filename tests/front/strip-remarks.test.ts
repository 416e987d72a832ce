import { readdirSync, readFileSync } from 'node:fs'
import { Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { stripRemarks } from '#lib/front/rendering/strip-remarks.ts'

describe('a script of ours', () => {
  it('reaches readers without remarks and indentation', () => {
    expect(stripRemarks("// What it does.\n/** Why. */\nif (a) {\n  // How.\n  b('//')\n\n}\n")).toBe(
      "if (a) {\nb('//')\n}",
    )
  })

  it.each(readdirSync('public').filter(name => name.endsWith('.js')))(
    '%s is still one, and has no text of several lines',
    name => {
      const source = readFileSync(`public/${name}`, 'utf8')
      const asBody = (text: string) => new Script(`(async () => {${text.replace(/import\(/g, 'load(')}\n})`)
      expect(() => asBody(stripRemarks(source))).not.toThrow()
      expect(source.match(/`[^`]*`/g)?.filter(text => text.includes('\n')) ?? []).toEqual([])
    },
  )
})
