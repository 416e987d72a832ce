import { inCondition } from '#lib/words/en/conditions.ts'

const effect =
  '{kind, select, countermeasure {{count, plural, one {Meanwhile it may be slow.} other {Meanwhile they may be slow.}}} other {{count, plural, one {Meanwhile it may be out of reach for some time.} other {Meanwhile they may be out of reach for some time.}}}}'

/** What a notice says of work. what: the words of staff, as a sentence. count: how many servers of the reader. */
export const maintenance = {
  planned: {
    subject: 'Planned maintenance of {names}',
    what: `What we do: {what} ${effect}`,
    next: 'You need not do anything. We write to you when it begins and when it is done.',
    row: 'from {period}',
  },
  /** Other times than customers were told before. */
  moved: {
    subject: 'Moved: maintenance of {names}',
    what: `It takes place at another time than we told you. What we do: {what} ${effect}`,
    next: 'You need not do anything. We write to you when it begins and when it is done.',
    row: 'now from {period} (was planned from {before})',
    longerSubject: 'Still going on: maintenance of {names}',
    longer: 'It takes longer than we told you, and should be done by {end}. What we do: {what}',
    longerRow: 'now until {end} (was to end at {before})',
  },
  reminder: {
    subject: 'Reminder: planned maintenance of {names}',
  },
  starting: {
    subject: 'Maintenance of {names} begins now',
    mayBeSlow: '{what}: {names} may be slow',
    itMayBeSlow: '{what}: it may be slow',
    onPurpose: 'We do this on purpose, to keep things safe. It should be done by {end}.',
    what: `What we do: {what} ${effect} It should be done by {end}.`,
    whatLonger: `What we do: {what} ${effect} It should be done by {end}; if it takes longer, the page says so.`,
    next: 'You need not do anything. We write to you when it is done.',
    row: 'since {start}',
  },
  done: {
    subject: 'Done: maintenance of {names}',
    what: 'What it was: {what}',
    next: 'If something does not work as before, please write to us.',
    /** Other work on the same servers is not done. */
    onlySubject: 'One part is done: maintenance of {names} goes on',
    goesOn:
      'Other maintenance of {names} goes on and should be done by {end}. Until then {count, plural, one {it} other {they}} may be out of reach for some time.',
    row: 'from {period}',
  },
  /** Done, but something is wrong all the same. */
  troubled: {
    subject: `Done: maintenance of {names}, but {count, plural, one {{troubled} is} other {{troubled} are}} ${inCondition}`,
    mixed: 'Done: maintenance of {names}, but there is trouble on {troubled}',
    row: 'maintenance from {period}',
  },
  cancelled: {
    subject: 'Cancelled: maintenance of {names}',
    what: 'It does not take place. What was planned: {what}',
    reason: 'Why: {reason}',
    next: 'You need not do anything.',
    row: 'was planned from {start}',
  },
} as const
