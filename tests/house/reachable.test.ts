import { globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'

/** Pages that an answer leads to by a name that it puts together. */
const ledToByAnswers = /^\/(comments|confirm|unsubscribe|preferences)\//

/** What people are shown or sent. What programs read leads nobody to a page. */
const sources = globSync(['app/**/*.{ts,tsx}', 'lib/{flows,mail,rules,words}/**/*.{ts,tsx}']).map(file => ({
  file,
  text: readFileSync(file, 'utf8'),
}))

/** An address of before, which leads on. */
const leadsOn = /^import .*\b(permanentRedirect|redirect)\b/m

it('a page that a person can open by its name alone is named somewhere else', () => {
  const unnamed = globSync('app/**/page.tsx').filter(file => {
    const folder = dirname(file)
    const path = `/${folder.replace(/^app\/?/, '').replace(/\([a-z]+\)\/?/g, '')}`.replace(/\/$/, '') || '/'
    if (path.includes('[') || ledToByAnswers.test(path) || leadsOn.test(readFileSync(file, 'utf8')))
      return false
    const named = new RegExp(`["'\`]${path}(["'\`?#]|$)`)
    return !sources.some(source => !source.file.startsWith(`${folder}/`) && named.test(source.text))
  })
  expect(unnamed).toEqual([])
})
