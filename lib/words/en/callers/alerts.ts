/** What is said of alerts to staff, and to scanners, whose contract is English. */
export const alerts = {
  /** Why a line of the alert log had its outcome. */
  reasons: {
    accepted: 'accepted',
    late: 'ignored: this episode has ended already',
    incidentEnded: 'staff only: staff have ended the incident that it belongs to',
    meaningless: 'staff only: {kind}, {severity}, means nothing to customers',
    tooOld: 'staff only: it began more than {days, number} days ago',
    maintenance: 'muted: {kind} until {time}',
    unconfirmed: 'waits {duration} for confirmation',
    serverDown: 'muted: {server} is down',
    groupDown: 'muted: group {group} is down',
    knownTrouble: 'muted: a guess, and {server} is in trouble already',
    suspiciousFile: 'held: suspicious file',
    guess:
      '{impact, select, major_outage {held: looks like an outage of {server}, staff are asked} partial_outage {held: looks like a partial outage of {server}, staff are asked} other {held: looks like slowness of {server}, staff are asked}}',
    guessEnded: 'accepted: ended while staff were asked whether it is trouble',
    endUnheard: 'accepted: ended before it counted, nothing to tell',
    overAlready: 'accepted: over by now, for its end or a later episode of it is known',
    flappingEnd: "flapping {percent, number} %: the end of incident ''{title}'' waits",
    watched: "accepted: {server} has recovered, its end in incident ''{title}'' is told after {duration}",
    othersOpen: "accepted: ended, but other alerts of {server} in incident ''{title}'' are open",
    ended: "accepted: ended, incident ''{title}''",
    flapping:
      "{place, select, opened {flapping {percent, number} %: opens incident ''{title}''} joined {flapping {percent, number} %: joins incident ''{title}''} other {flapping {percent, number} %: is part of incident ''{title}''}}",
    joinedOfGroup: "muted: group {group} is down, joins incident ''{title}''",
    inIncident:
      "{place, select, opened {accepted: opens incident ''{title}''} joined {accepted: joins incident ''{title}''} other {accepted: is part of incident ''{title}''}}",
  },
} as const
