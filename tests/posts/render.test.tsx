import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { postComponents } from '#app/_components/post/post-components.tsx'
import type { LookUpServer } from '#app/_components/post/server-chip.tsx'
import { type RenderOptions, renderPost } from '#lib/posts/render.ts'

const lookUpServer: LookUpServer = hostname =>
  hostname === 'web07.example-host.net'
    ? { label: 'web07', href: '/servers/web07', impact: 'degraded', word: 'slow' }
    : undefined

const components = postComponents({ lookUpServer })

function html(source: string, mode?: RenderOptions['mode']): string {
  return renderToStaticMarkup(renderPost(source, mode ? { components, mode } : { components }))
}

/** Without classes, which are looks and not behaviour. */
function bare(source: string, mode?: RenderOptions['mode']): string {
  return html(source, mode).replace(/ class="[^"]*"/g, '')
}

describe('a post is drawn', () => {
  it('with numbered points that have addresses', () => {
    const drawn = bare(
      '<Points>\n\n1. a\n2. b\n\n</Points>\n\nc\n\n<Points>\n<Point id="what">d</Point>\n</Points>',
    )
    expect(drawn).toContain(
      '<li id="point-2" value="2"><a href="#point-2" aria-label="Link to point 2">2</a><div><p>b</p></div></li>',
    )
    expect(drawn).toContain(
      '<li id="point-3" value="3"><a href="#what" aria-label="Link to point 3">3</a><div id="what"><p>d</p></div></li>',
    )
  })

  it('with headings whose ids are unique, stable and never those of points', () => {
    const source =
      '## Was nun?\n\n## Was nun?\n\n### Was nun 2\n\n## Größe & *Maß*\n\n## Point 6\n\n## 何が\n\n## !!!\n\n## what\n\n<Points>\n<Point id="what">a</Point>\n</Points>'
    const ids = [...html(source).matchAll(/<h[23] id="([^"]+)"/g)].map(match => match[1])
    expect(ids).toEqual([
      'was-nun',
      'was-nun-2',
      'was-nun-2-2',
      'große-maß',
      'section-point-6',
      '何が',
      'section',
      'what-2',
    ])
    expect(html('## A [b](/c)')).toContain('href="#a-b"')
  })

  it('with a word for every tone and status, not a colour alone', () => {
    expect(bare('<Callout tone="warning" title="x">a</Callout>')).toContain('aria-label="Warning: x"')
    expect(bare('On <ServerChip hostname="web07.example-host.net" />.')).toBe(
      '<p>On <a href="/servers/web07" title="web07.example-host.net"><span aria-hidden="true">◐</span><span translate="no">web07</span><span>slow</span></a>.</p>',
    )
  })

  it('with plain text for a server that nobody knows', () => {
    expect(bare('On <ServerChip hostname="web99" />.')).toBe('<p>On <span translate="no">web99</span>.</p>')
  })

  it('with an indicator that can be copied and is explained', () => {
    const drawn = bare('<Indicator type="file" value="/lib64/a">\nWhy.\n</Indicator>')
    expect(drawn).toContain('<code translate="no">/lib64/a</code>')
    expect(drawn).toContain('<details><summary>What this is</summary><div><p>Why.</p></div></details>')
  })

  it('with times for people and machines', () => {
    expect(bare('<Timestamp at="2013-02-19T03:00:00-06:00" />')).toContain(
      '<time dateTime="2013-02-19T03:00:00-06:00" title="19 Feb 2013, 09:00 UTC" data-show="moment">19 Feb 2013, 09:00 UTC</time>',
    )
  })

  it('without its front matter and remarks', () => {
    expect(bare('---\ntitle: x\n---\na {/* b */}c')).toBe('<p>a c</p>')
  })

  it('with a picture from another site, which is refused only when it is saved', () => {
    expect(bare('a ![b](https://example.com/b.png) **c**')).toContain('<strong>c</strong>')
  })

  it('as a short text too', () => {
    expect(bare('We **scan** it.', 'light')).toBe('<p>We <strong>scan</strong> it.</p>')
  })
})

describe('a text that does not pass the check', () => {
  it.each([
    '<script>alert(1)</script>',
    'a <5ms b',
    '[a](javascript:alert(1))',
    '{1 + 1}',
    '<img src="x" onerror="y" />',
  ])('is drawn as it was typed: %j', source => {
    const escaped = source.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    expect(bare(`${source}\n\nb`)).toBe(`<p>${escaped}</p><p>b</p>`)
  })

  it('is drawn as it was typed when it is short', () => {
    expect(bare('## a', 'light')).toBe('<p>## a</p>')
  })
})
