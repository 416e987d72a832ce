import { inCondition } from './conditions.ts'

/** What is said of servers: names, conditions, banners. */
export const servers = {
  more: '{count, plural, one {# more server} other {# more servers}}',
  inGroup: '{count, plural, one {# server in {group}} other {# servers in {group}}}',
  /** A condition alone, as a label. */
  condition: {
    down: 'down',
    partly_down: 'partly down',
    intermittently_down: 'intermittently down',
    slow: 'slow',
    intermittently_slow: 'intermittently slow',
    being_checked: 'being checked',
    without_data: 'without data',
    under_maintenance: 'under maintenance',
    fine: 'fine',
  },
  /** The beginning of a sentence, or a heading. count: how many servers the names stand for. */
  are: `{count, plural, one {{names} is} other {{names} are}} ${inCondition}`,
} as const
