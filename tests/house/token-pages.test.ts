import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('a page whose address lets its holder do something tells that address to no other site', () => {
  const pages = globSync('app/(site)/**/[[]token[]]/**/page.tsx').concat(
    globSync('app/(brand)/**/[[]token[]]/**/page.tsx'),
  )
  expect(pages.length).toBeGreaterThan(10)
  expect(pages.filter(path => !readFileSync(path, 'utf8').includes('tokenMetadata('))).toEqual([])
  // Those of the desk have it from their layout, where none of them says otherwise.
  expect(readFileSync('app/desk/layout.tsx', 'utf8')).toContain("referrer: 'same-origin'")
  const desk = globSync('app/desk/**/{page,layout}.tsx').filter(path => path !== 'app/desk/layout.tsx')
  expect(desk.filter(path => readFileSync(path, 'utf8').includes('referrer:'))).toEqual([])
})
