import { speaking } from '#lib/front/languages/speaking.ts'
import type { RenderedAnswer } from '#lib/front/page.ts'
import { currentLanguage } from '#lib/language.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { Readership } from '#lib/rules/readers/readership.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { holdSite } from '#lib/site.ts'
import { startFront } from '#tests/front/front-fixture.ts'

/** The front with a board that changes, for what stands before it. */
export async function startProxiedSite() {
  let board = 'all is well'
  let readership: Readership = 'public'
  const renders: string[] = []
  const render = speaking(async (url): Promise<RenderedAnswer> => {
    renders.push(url)
    const isThere = url !== '/no-such-page'
    const language = currentLanguage()
    const body = Buffer.from(`${language === 'en' ? '' : `${language} `}${url}: ${board}`)
    return { status: isThere ? 200 : 404, contentType: 'text/html; charset=utf-8', body }
  })
  const names = ['/servers/web07.example.net']
  const front = await startFront({ names, render, trustedProxies: 1 })
  Object.assign(front.parts.gate, { options: { ...optionsOf(front), read: async () => readership } })
  await front.parts.known.readAgain()
  return {
    front,
    renders,
    /** As a decision does it. */
    async say(words: string) {
      board = words
      await front.parts.pages.invalidate(['*'])
    },
    /** As staff do it in the settings. */
    async offer(...otherLanguages: Language[]) {
      holdSite(KeptSite.parse({ otherLanguages }))
      await front.parts.pages.invalidate(['*'])
    },
    async openTo(readers: Readership) {
      readership = readers
      await front.parts.gate.readAgain()
    },
  }
}

function optionsOf({ parts }: Awaited<ReturnType<typeof startFront>>): object {
  return (parts.gate as unknown as { options: object }).options
}
