import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { JsonLd } from '#app/_components/site/json-ld.tsx'
import { stripScripts } from '#lib/front/rendering/strip-scripts.ts'

it('facts for search engines stay in a page, and no text in them ends their element', () => {
  const name = '</script><script>alert(1)</script><!--'
  const html = stripScripts(renderToStaticMarkup(<JsonLd facts={{ '@type': 'WebSite', name }} />))
  const [, written = ''] = /^<script type="application\/ld\+json">([^<]*)<\/script>$/.exec(html) ?? []
  expect(JSON.parse(written)).toEqual({ '@context': 'https://schema.org', '@type': 'WebSite', name })
})
