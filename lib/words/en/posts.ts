import { inCondition } from './conditions.ts'

/** What Allclear writes on timelines by itself. names: servers, of which there are count. */
export const posts = {
  timeline: {
    began: `{count, plural, one {{names} is} other {{names} are}} ${inCondition}.`,
    worsened: `{count, plural, one {{names} is} other {{names} are}} ${inCondition} now.`,
    intermittent: `{count, plural, one {{names} is ${inCondition}: it fails and recovers by turns. We write again when it is stable.} other {{names} are ${inCondition}: they fail and recover by turns. We write again when they are stable.}}`,
    recovered:
      '{count, plural, one {{names} has} other {{names} have}} recovered. We keep watching before we call it over.',
    alerted: 'We have been alerted.',
    over: `All clear: {server} was ${inCondition} from {since} to {until} ({duration}). This incident is over.`,
    allOver: 'All clear. This incident is over.',
    /** One server of several, in a list. */
    was: `{server} was ${inCondition} from {since} to {until} ({duration})`,
    more: 'and {count, plural, one {# more server} other {# more servers}}',
  },
} as const
