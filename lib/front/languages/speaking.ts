import type { RenderedAnswer } from '#lib/front/page.ts'
import { inLanguage } from '#lib/language.ts'
import { plainLanguage, splitLanguage } from './address.ts'
import { withAlternates } from './alternates.ts'
import { isLeading } from './choose-language.ts'
import { localiseAnswer } from './localise-links.ts'

type Render = (url: string, sender?: string) => Promise<RenderedAnswer>

/** Makes what is at an address in the language that stands before it, or in its plain one. */
export function speaking(render: Render): Render {
  return async (asked, sender) => {
    const { language, url } = splitLanguage(asked)
    const spoken = language ?? plainLanguage(url)
    const answer = await inLanguage(spoken, () => render(url, sender))
    const localised = localiseAnswer(sender === undefined ? withAlternates(answer, url) : answer, spoken)
    return isLeading(asked) ? { ...localised, varies: 'Accept-Language' } : localised
  }
}
