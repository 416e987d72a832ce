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
    our: {
      scan: '{server} may be slow: we are scanning it for files that do not belong there.',
      reboot: '{server} is being restarted by us, and may not answer for some minutes.',
      block: '{server} may be slow: we are changing its firewall to keep an attack out.',
    },
    checked: '{server} is being checked. It may be slow while we scan it.',
    noData: 'We have no data from {server} at the moment. That alone does not mean that it is down.',
    fine: '{server} is fine.',
    retired: '{server} is no longer in service.',
    maintenance: '{server} is under maintenance, as planned.',
    trouble: `{server} is ${inCondition}. {care, select, known {We know why, and are fixing it.} taken {We are on it.} other {We have been alerted.}}`,
  },
  page: {
    notices: 'Get notified about <server></server>',
    asOf: 'as of <time></time>',
    days: 'The last {days} days{isRetired, select, yes { in service} other {}}',
    retired: 'Retired on <time></time>. What stands below is its past until then.',
    past: 'Earlier',
    noPast: 'Nothing so far.',
  },
  /** Of a post that is about something that was found on other servers. */
  examined: {
    page: '<post>{title}</post>: not found on {server}. Our scanner has looked there since <since></since>, last at <last></last>. That is what it saw, and no proof of more.',
    text: '{title}: not found on {server}. Our scanner has looked there since {since}, last at {last}. That is what it saw, and no proof of more.',
  },
  days: {
    /** isWhole: the server was ours all the time, else since a day; retired: all the time before it was retired. */
    calm: '{isWhole, select, yes {In the last {days} days} retired {In its last {days} days in service} other {Since {day}}} {server} had no trouble that we know of.',
    troubled:
      '{isWhole, select, yes {In the last {days} days} retired {In its last {days} days in service} other {Since {day}}} {server} was {list}.',
    /** One kind of trouble in the list. */
    trouble: `${inCondition} for {duration}`,
    first: '{day}, {days} days ago',
    last: 'today',
    /** Of one day, with what was the matter. */
    dayTroubled: '{day}: {list}',
    dayCalm: '{day}: no trouble',
    dayUnknown: '{day}: no data',
    legend: 'Each bar is a day of UTC: its colour is the worst of it, its height how long it was in trouble.',
    unknown: 'no data',
    list: 'Day by day',
  },
  /** One day of several, opened. */
  events: {
    ended: '<from></from> to <until></until>: {condition}',
    lasting: 'since <from></from>: {condition}',
    more: '{count, plural, one {and # more time} other {and # more times}}',
  },
  uptime: {
    title: 'Uptime',
    what: 'The share of the time that counts in which {server} was neither down nor partly down. Slow counts as up. Planned maintenance, and time of which we have no data, do not count. Rounded down to a hundredth of a percent.',
    final:
      'Days and months are of UTC. What is said of a month is final two days after its end and does not change any more. Formula {formula}.',
    period: 'Time',
    share: 'Uptime',
    parts: 'Of it',
    days: 'The last {days} days{isRetired, select, yes { in service} other {}}',
    running: '{month}, so far',
    notFinal: '{month}, final on {day}',
    since: 'ours since {day}',
    percent: '{percent} %',
    noData: 'no data',
    tooEarly: 'too early to say',
    down: 'down for {duration}',
    neverDown: 'never down',
    slow: 'slow for {duration}',
    maintenance: '{duration} of maintenance apart',
    withoutData: '{duration} without data apart',
    counted: '{duration} counted',
    table: 'Uptime of {server}',
  },
  /** What its agent measures. */
  readings: {
    title: 'As its agent measures it',
    load: {
      value: '{value}',
      title: 'Load of {server}, {period}',
      now: 'Load now {value} on {cores, plural, one {# processor} other {# processors}}.',
      before:
        'Load {value} on {cores, plural, one {# processor} other {# processors}} when we last heard of it, <time></time>.',
    },
    response: {
      value: '{value} ms',
      title: 'Response of {server}, {period}',
      now: 'Response now {value}.',
      before: 'Response {value} when we last heard of it, <time></time>.',
    },
    highest: 'Highest of the last 24 hours: {value}, <time></time>.',
    shown: { day: 'the last 24 hours', week: 'the last 7 days' },
    from: { day: '24 hours ago', week: '7 days ago' },
    until: 'now',
    what: 'From {least} to {most}, on average {average}.{gaps, plural, =0 {} one { Of # hour there is no reading.} other { Of # hours there are no readings.}}',
    none: 'Nothing was measured.',
    legend:
      'By hour: the line is the average, the band reaches from the lowest to the highest. A gap: nothing was measured.{hasWork, select, yes { Shaded: planned work.} other {}} A load of one for each processor keeps all of them busy.',
  },
} as const
