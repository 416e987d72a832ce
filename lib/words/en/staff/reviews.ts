import { inCondition } from '#lib/words/en/conditions.ts'

/** What a review begins with, for staff to change; and how it stands on its incident's page. */
export const reviews = {
  title: 'Review',
  published: 'published <time></time>',
  edited: 'edited <time></time>',
  inList: 'review',
  draft: {
    happened: 'What happened',
    happenedText: 'From {since} to {until} ({duration}): {title}.',
    /** Staff write it; see lib/rules/reviews. */
    happenedMore: '{toWrite} What customers noticed, and how we put it right.',
    numbers: 'Impact in numbers',
    servers: '{count, plural, one {# server was in trouble:} other {# servers were in trouble:}}',
    server: `{server} was ${inCondition} from {since} to {until} ({duration})`,
    moreServers: 'and {count, plural, one {# more server} other {# more servers}}',
    told: '{count, plural, one {One customer was told} other {# customers were told}}, the first of them {duration} after it began.',
    nobodyTold: 'No customer was told by a notice.',
    comments: '{count, plural, one {One comment was written.} other {# comments were written.}}',
    cause: 'Cause',
    causeText: '{toWrite} Why it happened, and why nothing kept it from happening.',
    timeline: 'Timeline',
    firstAlert:
      '{at}: {count, plural, one {our monitoring reported it.} other {our monitoring reported it, the first of # alerts.}}',
    entry: '{at}: {text}',
    moreEntries:
      '{count, plural, one {and one more entry, which stands below} other {and # more entries, which stand below}}',
    countermeasure: '{at}: {title} (our own work).',
    change: 'What we change, by when',
    changeText: '{toWrite} What we change, and by when.',
  },
} as const
