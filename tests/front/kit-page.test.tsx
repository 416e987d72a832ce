import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, it } from 'vitest'
import KitPage from '#app/(site)/kit/page.tsx'
import { inLanguage } from '#lib/language.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { holdSite } from '#lib/site.ts'

afterEach(() => holdSite(KeptSite.parse({})))

const linesIn = async (language: Language) => {
  const html = renderToStaticMarkup(await inLanguage(language, KitPage)).replaceAll('&quot;', '"')
  return [...html.matchAll(/&lt;script src="[^"]+"(.*?)&gt;/g)].map(([, rest = '']) => rest.trim())
}

describe('the line for any page', () => {
  it('has no word for a language where the site speaks English alone', async () => {
    expect(await linesIn('en')).toContain('')
    expect((await linesIn('en')).join()).not.toContain('data-language')
  })

  it('is in the language of who reads the page, and beside English shows how to ask for another one', async () => {
    holdSite(KeptSite.parse({ otherLanguages: ['de', 'ar'] }))
    expect((await linesIn('en')).slice(0, 2)).toEqual(['', 'data-language="de"'])
    expect((await linesIn('ar')).slice(0, 1)).toEqual(['data-language="ar"'])
    const german = renderToStaticMarkup(await inLanguage('de', KitPage))
    expect(german).toContain('http://localhost:3000/de/badge/site.svg')
    expect(german).toContain('](http://localhost:3000/de)')
  })

  it('says German on a German site, whose documents are in English unless asked', async () => {
    holdSite(KeptSite.parse({ language: 'de' }))
    expect((await linesIn('de')).slice(0, 1)).toEqual(['data-language="de"'])
  })
})
