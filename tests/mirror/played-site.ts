import { splitLanguage } from '#lib/front/languages/address.ts'
import { localiseAnswer } from '#lib/front/languages/localise-links.ts'
import type { RenderedAnswer } from '#lib/front/page.ts'
import type { CopySource } from '#lib/mirror/source.ts'

/** A site of two servers whose pages say what the test wants, in any language. */
export function playSite() {
  const state = { isPublic: true, banner: 'All is well', fails: new Set<string>(), rendered: [] as string[] }
  const paths = ['/servers/web01.example.net', '/servers/web02.example.net', '/posts/down']

  function answer(address: string): RenderedAnswer {
    if (address === '/servers/old.example.net') return { ...page(''), status: 308, location: paths[0] }
    if (address.endsWith('.css')) return file('text/css', 'a{background:url(/brand/ab.png)}'.padEnd(900))
    if (address.endsWith('.png')) return file('image/png', 'picture')
    if (address.endsWith('.js')) return file('text/javascript', 'run()')
    if (/\.(txt|rss|atom|ics)$/.test(address)) return file('text/plain; charset=utf-8', `${state.banner}\n`)
    if (address.endsWith('.json')) return file('application/json; charset=utf-8', `{"is":"${state.banner}"}`)
    if (address === '/history') return page('<a href="/history/2026-11">November</a>')
    const isPage = address === '/' || address.startsWith('/history/') || paths.includes(address)
    return isPage ? page(state.banner) : { ...page('There is no page here.'), status: 404 }
  }

  const page = (text: string) =>
    file(
      'text/html; charset=utf-8',
      `<!DOCTYPE html><html><head><link rel="stylesheet" href="/_next/static/a.css"></head><body><main id="main"><h1>${text}</h1>
<a href="/servers/web01.example.net">web01</a><a href="/subscribe?server=1">Subscribe</a><a href="/desk">Desk</a>
<a href="?in=en" lang="en">English</a><a href="?in=de" lang="de">Deutsch</a><a href="?in=ar" lang="ar">العربية</a>
<form action="/find"><input name="domain"></form><form method="post" action="/api/me-too"><button>Me too</button></form></main></body></html>`,
    )
  const file = (contentType: string, text: string): RenderedAnswer => ({
    status: 200,
    contentType,
    body: Buffer.from(text),
  })

  const source: CopySource = {
    async render(address) {
      state.rendered.push(address)
      if (state.fails.has(address)) throw new Error('a fault')
      const { language, url } = splitLanguage(address)
      return language === null ? answer(url) : localiseAnswer(answer(url), language)
    },
    readPaths: async () => paths,
    isPublic: async () => state.isPublic,
  }
  return { state, paths, source }
}
