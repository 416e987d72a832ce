import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { postComponents } from '#app/_components/post/post-components.tsx'
import { htmlText } from '#lib/posts/html-text.ts'
import { fillLive } from '#lib/posts/live-elements.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { renderPost } from '#lib/posts/render.ts'
import type { LiveFacts } from '#lib/rules/posts/live-text.ts'
import { sayLive } from '#lib/words/containment/live-text.ts'
import { wordsIn } from '#lib/words/words.ts'

const sign = { tag: 'kit', reference: null, note: null }
const live: LiveFacts = {
  now: new Date('2013-02-19T12:00:00Z'),
  signs: [
    { ...sign, id: 'a', type: 'sha256', value: 'f'.repeat(64) },
    {
      ...sign,
      id: 'b',
      type: 'string',
      value: 'with `ticks`, {braces} and <b>signs</b>',
      note: 'A *note* with {braces} & <i>',
    },
    { ...sign, id: 'c', type: 'name', value: 'other.so', tag: 'other' },
  ],
  measures: [
    {
      slug: 'own',
      isOwn: true,
      kind: 'firewall',
      text: 'Traffic <b>to</b> *one* address {x} is blocked',
      isEverywhere: true,
      serverIds: [],
      groupIds: [],
      since: new Date('2013-02-19T09:40:00Z'),
      until: null,
    },
  ],
  servers: ['web07', 'web08'].map(id => ({ id, label: id, groupId: null })),
}
const fill = (source: string) => fillLive(source, sayLive(wordsIn('en'), live, { mayName: true }))
const draw = (source: string, facts: LiveFacts | null = live) =>
  renderToStaticMarkup(
    renderPost(source, { components: postComponents({ lookUpServer: () => undefined, live: facts }) }),
  )

describe('lists in a post', () => {
  const text = 'Before.\n\n<Indicators tag="kit" />\n\n## Done\n\n<Containment kind="firewall" />\n\nAfter.'

  it('are said in plain words where there is no page', () => {
    expect(plainText(fill(text))).toBe(
      [
        'Before.',
        `- SHA-256: ${'f'.repeat(64)}\n- Text within a file: with \`ticks\`, {braces} and <b>signs</b> (A *note* with {braces} & <i>)`,
        'DONE',
        '- Traffic <b>to</b> *one* address {x} is blocked on all 2 servers since 19 Feb 2013, 09:40 UTC.',
        'After.',
      ].join('\n\n'),
    )
  })

  it('are tags of HTML with nothing of theirs in them', () => {
    const html = htmlText(fill(text), { site: 'https://s.example/', page: 'https://s.example/posts/own' })
    expect(html).toContain(`<code>${'f'.repeat(64)}</code>`)
    expect(html).toContain('{braces} and &lt;b&gt;signs&lt;/b&gt;')
    expect(html).not.toMatch(/<[bi]>/)
  })

  it('are drawn by themselves, with words for none', () => {
    expect(draw(text)).toContain('f'.repeat(64))
    expect(draw(text)).toContain(
      'Traffic &lt;b&gt;to&lt;/b&gt; *one* address {x} is blocked on all 2 servers since <time',
    )
    expect(draw('<Indicators ids="c, gone" />')).toMatch(/other\.so/)
    expect(draw('<Indicators ids="c" />')).not.toMatch(/ffff/)
    expect(draw('<Indicators tag="none" />')).toContain('There is nothing to look for at the moment.')
    expect(draw('<Containment post="other" />')).toContain('No measures are listed at the moment.')
    expect(draw('<Containment />', null)).toBe('')
  })

  it('leave a text alone that has none, or that does not pass the check', () => {
    for (const source of [
      'Plain *words*.',
      '<Indicators nope="x" />',
      '`<Indicators />` is how it is written.',
    ])
      expect(fill(source)).toBe(source)
  })
})
