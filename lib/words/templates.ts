import type { TemplateFacts, UpdateTemplate } from '#lib/rules/incidents/template.ts'
import { literal } from '#lib/rules/posts/markdown.ts'
import { type ClockReading, shownIn } from '#lib/rules/time/clock.ts'
import { shortMoment } from './moment.ts'
import { nameServers } from './servers.ts'
import { languageOf, type Words } from './words.ts'

/** The fields as they stand in a template that staff change. */
const open = { servers: '{servers}', since: '{since}', next: '{next update}' }

/** The templates that there are until staff keep their own, in the languages of a site, its own first. */
export function firstTemplates(inEach: readonly [Words, ...Words[]]): UpdateTemplate[] {
  const [own, ...others] = inEach
  const translated = others.map(words => [languageOf(words), templatesIn(words)] as const)
  return templatesIn(own).map((template, i) => ({
    ...template,
    language: languageOf(own),
    translations: Object.fromEntries(translated.map(([code, list]) => [code, list[i]?.text ?? ''])),
  }))
}

function templatesIn(words: Words): Omit<UpdateTemplate, 'language' | 'translations'>[] {
  const kinds = [
    ['outage', 'outage'],
    ['slowdown', 'slowdown'],
    ['suspicious-file', 'file'],
  ] as const
  const steps = [
    ['look', 'investigating'],
    ['found', 'identified'],
    ['over', 'resolved'],
  ] as const
  const general = [
    ['supplier', 'identified'],
    ['longer', 'identified'],
    ['watching', 'monitoring'],
  ] as const
  return [
    ...steps.flatMap(([step, phase]) =>
      kinds.map(([kind, key]) => ({
        id: `${step}-${kind}`,
        kind,
        phase,
        name: words(`drafts.templates.${step}.name`),
        text: words(`drafts.templates.${step}.${key}`, open),
      })),
    ),
    ...general.map(([step, phase]) => ({
      id: step,
      kind: 'any' as const,
      phase,
      name: words(`drafts.templates.${step}.name`),
      text: words(`drafts.templates.${step}.any`, open),
    })),
  ]
}

/** labels: of the servers that the words are about. */
export type OpenFacts = { labels: readonly string[]; since: Date; nextUpdateAt: Date | null }

/** What fills a template, as Markdown, with times on the site's clock. */
export function templateFacts(
  words: Words,
  { labels, since, nextUpdateAt }: OpenFacts,
  zone: string,
  now: Date,
): TemplateFacts {
  const today = shownIn(zone, now).local
  return {
    servers: labels.length > 0 ? nameServers(words, labels.map(literal)) : null,
    since: onClock(words, shownIn(zone, since), today),
    'next update': nextUpdateAt ? onClock(words, shownIn(zone, nextUpdateAt), today) : null,
  }
}

function onClock(words: Words, { local, label }: ClockReading, today: Date): string {
  return words('time.inZone', { time: shortMoment(words, local, today), zone: label })
}
