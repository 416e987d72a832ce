import { describe, expect, it } from 'vitest'
import { sheetProblems } from '#lib/look/sheet.ts'

describe('a style sheet of the hoster’s own', () => {
  it.each([
    ['colours', ':root { --paper: light-dark(#fff, #000) }'],
    ['what depends on the screen', '@media (width < 40rem) { .headline { font-size: 2rem } }'],
    ['rules in rules', '.card { &:hover { color: red } }'],
    ['a picture in itself', '.x { background: url("data:image/png;base64,AAAA") }'],
    ['signs in quotes', '.x::before { content: "\\2014 \\"" }'],
    ['an animation', '@keyframes a { to { opacity: 0 } }'],
    ['nothing but a comment', '/* url(https://example.com) */'],
  ])('may say %s', (_what, css) => {
    expect(sheetProblems(css)).toEqual([])
  })

  it.each([
    ['another sheet', '@import "https://evil.example/x.css";', 'at-rule'],
    ['another sheet, written large', '@IMPORT url(//evil.example);', 'at-rule'],
    ['a font', '@font-face { font-family: x }', 'at-rule'],
    ['a picture from elsewhere', '.x { background: url(https://evil.example/pixel) }', 'address'],
    ['a picture of our own', '.x { background: url(/brand/x.png) }', 'address'],
    ['one of several', '.x { background: url(data:image/png;base64,AA), url(//evil.example) }', 'address'],
    ['a set of pictures', '.x { background: image-set("https://evil.example/x" 1x) }', 'address'],
    ['a page as a picture', '.x { background: url("data:text/html,<script>") }', 'address'],
    ['a name with escapes', '.x { background: u\\72l(https://evil.example) }', 'backslash'],
    ['an escape in a selector', '.x\\:y { color: red }', 'backslash'],
    ['an expression', '.x { width: expression(alert(1)) }', 'script'],
    ['a script as an address', '.x { background: url(javascript:alert(1)) }', 'script'],
    ['a binding', '.x { -moz-binding: none }', 'script'],
    ['an end that is missing', '.x { color: red', 'unreadable'],
    [
      'what begins where a form feed ends a text',
      '.x { --a: "\f; background: image-set(\'//evil.example/x\' 1x); --b: " }',
      'address',
    ],
    [
      'what begins where an old line ends a text',
      '.x { --a: "\r; background: image-set(\'//evil.example/x\' 1x); --b: " }',
      'address',
    ],
    ['an address in a variable', ':root { --x: url(https://evil.example) }', 'address'],
  ])('may not say %s', (_what, css, problem) => {
    expect(sheetProblems(`\n${css}`)).toMatchObject([{ is: problem, line: 2 }])
  })

  it.each([
    ['64 KiB and more', ' '.repeat(65_537), 'too-long'],
    ['10 MB', 'a{}'.repeat(3_500_000), 'too-long'],
    ['great depth', 'a{'.repeat(20_000), 'too-complex'],
    ['many rules', 'a{b:c}'.repeat(5_000), 'too-complex'],
  ])('of %s is refused', (_what, css, problem) => {
    expect(sheetProblems(css)).toEqual([{ is: problem, line: null, what: '' }])
  })

  it('names no more than five places, each with a piece of it', () => {
    const problems = sheetProblems('@import "x";\n'.repeat(40))
    expect(problems.map(({ line, what }) => [line, what])).toEqual(
      [1, 2, 3, 4, 5].map(line => [line, '@import']),
    )
  })
})
