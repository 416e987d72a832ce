import { inCondition } from './conditions.ts'

/** What is said of servers: names, conditions, banners, their pages. */
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
    recovered: 'recovered',
  },
  /** The same alone on a badge. */
  badge: {
    down: 'Down',
    partly_down: 'Partly down',
    intermittently_down: 'Intermittently down',
    slow: 'Slow',
    intermittently_slow: 'Intermittently slow',
    being_checked: 'Being checked',
    without_data: 'Without data',
    under_maintenance: 'Under maintenance',
    fine: 'Fine',
    recovered: 'Recovered',
  },
  /** The beginning of a sentence, or a heading. count: how many servers the names stand for. */
  are: `{count, plural, one {{names} is} other {{names} are}} ${inCondition}`,
  banner: {
    recovered: '{server} has recovered. We keep watching.',
    ourDoing: '{server} is slow while we work on it.',
    checked: '{server} is being checked. It may be slow while we scan it.',
    noData: 'We have no data from {server} at the moment. That alone does not mean that it is down.',
    fine: '{server} is fine.',
    retired: '{server} is no longer in service.',
    maintenance: '{server} is under maintenance, as planned.',
    trouble: `{server} is ${inCondition}. {care, select, known {We know why, and are fixing it.} taken {We are on it.} other {We have been alerted.}}`,
  },
  page: {
    notices: 'Get notices for <server></server>',
    asOf: 'as of <time></time>',
    days: 'The last {days} days',
    past: 'What was before',
    noPast: 'Nothing so far.',
  },
  days: {
    /** isWhole: the server was ours all the time, else since a day. */
    calm: '{isWhole, select, yes {In the last {days} days} other {Since {day}}} {server} had no trouble that we know of.',
    troubled: '{isWhole, select, yes {In the last {days} days} other {Since {day}}} {server} was {list}.',
    /** One kind of trouble in the list. */
    trouble: `${inCondition} for {duration}`,
    first: '{days} days ago',
    last: 'today',
  },
} as const
