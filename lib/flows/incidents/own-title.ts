import type { DeskIncident } from '#db/reads/incidents/desk-incidents.ts'
import type { NewTitle } from '#db/writes/incidents/real-times.ts'
import { type TitleFacts, titleFacts } from '#lib/rules/incidents/title.ts'
import { deskLanguages, type Language } from '#lib/rules/languages/language.ts'
import {
  asPart,
  type KeptWords,
  keptWords,
  retitled,
  type SpokenWords,
  textsByLanguage,
  withSummaries,
} from '#lib/rules/languages/translation.ts'
import { ourSite } from '#lib/site.ts'
import { titleOf } from '#lib/words/incidents.ts'
import { wordsIn } from '#lib/words/words.ts'

/** A title as it is kept. titleFacts: null where staff worded it. */
type KeptTitle = { title: string; titleFacts: TitleFacts | null }

/**
 * The title that a person left as their form began with it is Allclear's own, so each reader reads it in their language: as the
 * incident is, is once it is public, or is once it is over. Any other is staff's.
 */
export function ownTitle(incident: DeskIncident, title: string, now: Date): KeptTitle {
  if (title === incident.title && incident.titleFacts) return { title, titleFacts: incident.titleFacts }
  if (incident.cause === null) return { title, titleFacts: null }
  const published = { ...incident, visibility: 'published' as const }
  const facts = [incident, published, { ...published, resolvedAt: now }].map(ownFacts)
  const found = facts.find(each => wordings(each).includes(title))
  return found ? { title: titleOf(wordsIn('en'), found), titleFacts: found } : { title, titleFacts: null }
}

/** What a post is called from now on, with what follows of it for its other words. */
export function newTitle(
  incident: DeskIncident,
  { title, ...said }: KeptWords & { title: string },
  now: Date,
): NewTitle {
  const own = ownTitle(incident, title, now)
  const { summary, language, translations } = incident
  if (own.titleFacts) return { ...own, summary, language, translations }
  if (title !== incident.title) return { ...retitled(incident, { ...said, title }), titleFacts: null }
  const titles = { ...textsByLanguage('title', translations), ...textsByLanguage('title', said.translations) }
  const merged = withSummaries(asPart('title', titles), textsByLanguage('summary', translations))
  return { title, titleFacts: null, summary, language, translations: merged }
}

/** What a title of Allclear's own would say of an incident as staff see it. */
export function ownFacts(incident: DeskIncident): TitleFacts {
  const { servers, groupId, groupName } = incident
  const labels = new Map(servers.map(({ serverId, label }) => [serverId, label]))
  const groups = new Map(groupId && groupName ? [[groupId, groupName]] : [])
  return titleFacts(incident, labels, groups)
}

/** As a form may have begun with it: in a language of the desk, or of the site. */
function wordings(facts: TitleFacts): string[] {
  const known = new Set<Language>([...deskLanguages, ourSite().language])
  return [...known].map(language => titleOf(wordsIn(language), facts))
}

/** Its title is the same, but not in all languages: then the words that it had in them are other ones from now on. */
export function retranslated(incident: DeskIncident, spoken: SpokenWords): NewTitle | null {
  if (incident.titleFacts || !spoken.language) return null
  const said = keptWords(spoken, spoken.language)
  const before = textsByLanguage('title', incident.translations)
  const after = textsByLanguage('title', said.translations)
  const codes = [...Object.keys(before), ...Object.keys(after)] as Language[]
  const isSame = incident.language === said.language && codes.every(code => before[code] === after[code])
  return isSame ? null : { ...retitled(incident, { ...said, title: incident.title }), titleFacts: null }
}
