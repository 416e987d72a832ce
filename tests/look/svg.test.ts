import { describe, expect, it } from 'vitest'
import { cleanPicture } from '#lib/look/picture.ts'

const drawing = (inner: string, attributes = 'viewBox="0 0 100 20"') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inner}</svg>`)
const textOf = (bytes: Buffer) => {
  const clean = cleanPicture(bytes)
  return typeof clean === 'string' ? clean : clean.bytes.toString()
}

describe('a drawing', () => {
  it('keeps what is drawn, and says how large it is', () => {
    const clean = cleanPicture(
      drawing('<title>Us &amp; them</title><g fill="#24508f"><path d="M0 0h10v10z"/></g>'),
    )
    expect(clean).toMatchObject({ type: 'svg', width: 100, height: 20 })
    expect(textOf(drawing('<title>Us &amp; them</title><g fill="#24508f"><path d="M0 0h10v10z"/></g>'))).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20"><title>Us &amp; them</title><g fill="#24508f"><path d="M0 0h10v10z"></path></g></svg>',
    )
  })

  it('keeps gradients, its own styles, and links to its own parts', () => {
    const text = textOf(
      drawing(
        '<style>.a{fill:url(#g)}</style><defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><rect class="a" width="9" height="9" fill="url(#g)"/><use xlink:href="#x"/>',
      ),
    )
    expect(text).toContain('<style>.a{fill:url(#g)}</style>')
    expect(text).toContain('fill="url(#g)"')
    expect(text).toContain('<use href="#x">')
  })

  it.each([
    ['a script', '<script>alert(1)</script>'],
    [
      'a script in a namespace of its own',
      '<svg:script xmlns:svg="http://www.w3.org/2000/svg">alert(1)</svg:script>',
    ],
    ['a handler', '<rect onload="alert(1)" width="9"/>'],
    [
      'an embedded page',
      '<foreignObject><body onload="alert(1)"><iframe src="https://evil.example"/></body></foreignObject>',
    ],
    ['a picture from elsewhere', '<image href="https://evil.example/pixel.png"/>'],
    ['a link', '<a href="javascript:alert(1)"><rect width="9"/></a>'],
    ['a part of another file', '<use href="https://evil.example/sprite.svg#x"/>'],
    ['an address in a style', '<rect style="fill:url(https://evil.example/x)"/>'],
    ['an address in a style, written to be missed', '<rect style="fill:u\\72l(https://evil.example/x)"/>'],
    ['a sheet from elsewhere', '<style>@import "https://evil.example/x.css";</style>'],
    ['a font from elsewhere', '<style>@font-face{src:url(//evil.example/f)}</style>'],
    [
      'an animation that sets a link',
      '<animate attributeName="href" to="javascript:alert(1)"/><set attributeName="onload" to="alert(1)"/>',
    ],
    ['a handler in a part with a colon', '<rect ev:onclick="alert(1)" xmlns:ev="x"/>'],
    ['an address that a remark cuts in two', '<style>.a{fill:u<!-- -->rl(//evil.example/x)}</style>'],
    ['an address in two pieces', '<style>.a{fill:u<![CDATA[rl(//evil.example/x)]]>}</style>'],
    ['an address around what is left out', '<style>.a{fill:u<x/>rl(//evil.example/x)}</style>'],
    ['an address around a shape', '<style>.a{fill:u<g/>rl(//evil.example/x)}</style>'],
    ['a picture that fades', '<style>.a{fill:cross-fade("//evil.example/x", red)}</style>'],
    ['marks that are no text', '<style><![CDATA[</style><script>alert(1)</script>]]></style>'],
    ['an instruction to fetch a sheet', '<?xml-stylesheet href="https://evil.example/x.css"?><rect/>'],
  ])('loses %s', (_what, inner) => {
    expect(textOf(drawing(inner))).not.toMatch(
      /<script|alert\(1\)<|evil|javascript|<animate|<set|<a |onload=|onclick=|stylesheet/i,
    )
  })

  it.each([
    [
      'entities of its own',
      `<!DOCTYPE svg [<!ENTITY a "${'x'.repeat(99)}">]><svg viewBox="0 0 9 9"><text>&a;</text></svg>`,
      'too-complex',
    ],
    [
      'a file of the machine',
      '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg viewBox="0 0 9 9"><text>&a;</text></svg>',
      'too-complex',
    ],
    ['an entity that nobody declared', '<svg viewBox="0 0 9 9"><text>&lol;</text></svg>', 'broken'],
    ['great depth', `<svg viewBox="0 0 9 9">${'<g>'.repeat(20_000)}`, 'too-complex'],
    ['great depth in what is left out', `<svg viewBox="0 0 9 9">${'<x>'.repeat(20_000)}`, 'too-complex'],
    ['many parts', `<svg viewBox="0 0 9 9">${'<g/>'.repeat(6_000)}</svg>`, 'too-complex'],
    ['copies of copies', `<svg viewBox="0 0 9 9">${'<use href="#a"/>'.repeat(200)}</svg>`, 'too-complex'],
    ['10 MB', `<svg viewBox="0 0 9 9">${' '.repeat(10_000_000)}</svg>`, 'too-long'],
    ['a page', '<html><body/></html>', 'not-a-picture'],
    ['no size', '<svg><rect/></svg>', 'no-size'],
    ['an end that is missing', '<svg viewBox="0 0 9 9"><rect>', 'broken'],
    ['nothing', '', 'broken'],
    ['junk', '\u0000\u0001\u0002', 'broken'],
  ])('of %s is refused', (_what, text, problem) => {
    expect(cleanPicture(Buffer.from(text))).toBe(problem)
  })

  it('with the doctype that drawing programs write is taken', () => {
    const doctype =
      '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    expect(textOf(Buffer.from(`<?xml version="1.0"?>${doctype}${drawing('<rect/>')}`))).toMatch(/^<svg /)
  })
})
