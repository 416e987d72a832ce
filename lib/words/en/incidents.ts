/** What Allclear calls an incident that it opened. servers: names, or how many of which group. */
export const incidents = {
  guess:
    'Looks like {impact, select, major_outage {an outage} partial_outage {a partial outage} other {slowness}} of {servers}',
  check:
    '{isOver, select, yes {{count, plural, one {{servers} was} other {{servers} were}}} other {{count, plural, one {{servers} is} other {{servers} are}}}} being checked for a suspicious file',
  trouble:
    '{isOver, select, yes {{count, plural, one {{servers} was} other {{servers} were}}} other {{count, plural, one {{servers} is} other {{servers} are}}}} {condition, select, down {down} partly_down {partly down} intermittently_down {intermittently down} slow {slow} intermittently_slow {intermittently slow} being_checked {being checked} without_data {without data} under_maintenance {under maintenance} other {fine}}',
  /** What a guess is of. */
  troubleNoun:
    '{impact, select, major_outage {an outage} partial_outage {a partial outage} other {slowness}}',
} as const
