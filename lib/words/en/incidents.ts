import { inCondition } from './conditions.ts'

/** What Allclear calls an incident that it opened. servers: names, or how many of which group. */
export const incidents = {
  guess:
    'Looks like {impact, select, major_outage {an outage} partial_outage {a partial outage} other {slowness}} of {servers}',
  check:
    '{isOver, select, yes {{count, plural, one {{servers} was} other {{servers} were}}} other {{count, plural, one {{servers} is} other {{servers} are}}}} being checked for a suspicious file',
  trouble: `{isOver, select, yes {{count, plural, one {{servers} was} other {{servers} were}}} other {{count, plural, one {{servers} is} other {{servers} are}}}} ${inCondition}`,
  /** What a guess is of. */
  troubleNoun:
    '{impact, select, major_outage {an outage} partial_outage {a partial outage} other {slowness}}',
} as const
