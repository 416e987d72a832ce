/** What English calls the states of servers, in any place; to be used within a message. */
const states =
  'down {down} partly_down {partly down} intermittently_down {intermittently down} slow {slow} intermittently_slow {intermittently slow} being_checked {being checked} without_data {without data} under_maintenance {under maintenance} in_trouble {in trouble} recovered {recovered} impaired {impaired} up {up} other {fine}'

/** After "is" or "was". */
export const inCondition = `{condition, select, ${states}}` as const

/** After a number, "has" or "is" included. */
export const areInState =
  `{state, select, recovered {{count, plural, one {has recovered} other {have recovered}}} other {{count, plural, one {is} other {are}} {state, select, ${states}}}}` as const
