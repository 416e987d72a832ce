import { describe, expect, it } from 'vitest'
import { stripScripts } from '#lib/front/rendering/strip-scripts.ts'

describe('a page without the framework', () => {
  it.each([
    ['an inline script', '<p>a</p><script>self.__next_f.push("</p>")</script><p>b</p>', '<p>a</p><p>b</p>'],
    ['a script file', '<script src="/_next/static/a.js" async=""></script><p>b</p>', '<p>b</p>'],
    ['a preloaded script', '<link rel="preload" as="script" href="/a.js"/><p>b</p>', '<p>b</p>'],
    ['a module preload', '<link rel="modulepreload" href="/a.js"/><p>b</p>', '<p>b</p>'],
    ['a mark in a comment', '<p>a<!-- -->b<!--$--></p>', '<p>ab</p>'],
    ['a > inside a quoted value', '<script data-x="a>b">1</script><p>b</p>', '<p>b</p>'],
    ['a closing tag with a space', '<script>1</script ><p>b</p>', '<p>b</p>'],
    ['a script without an end', '<p>a</p><script>1', '<p>a</p>'],
  ])('drops %s', (_, html, rest) => {
    expect(stripScripts(html)).toBe(rest)
  })

  it.each([
    '<script type="application/ld+json">{"a":1}</script>',
    '<script src="/live.js" defer="" data-keep=""></script>',
    '<script src="/embed/frame.js" defer></script>',
    '<link rel="stylesheet" href="/a.css"/>',
    '<p>a &lt;script&gt; in words</p>',
  ])('keeps %s', html => {
    expect(stripScripts(html)).toBe(html)
  })
})
