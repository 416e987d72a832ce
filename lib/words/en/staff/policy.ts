/** What the desk's form of the policy says. */
export const policy = {
  labels: {
    confirmSeconds: 'Trouble from a source that does not wait itself must last this long before it counts',
    clearSeconds: 'A server must be clear this long before its end is told',
    groupSeconds: 'Servers of one group that fail within this time of each other are one incident',
    gatherSeconds: 'What else fails in an incident within this time after a notice of it is told together',
    quietMinutes: 'The end of a part of an incident is told no sooner than this after its last notice',
    unattendedMinutes:
      'An incident that staff wrote on ends by itself when all its servers have been clear for so long and nobody keeps it open',
    groupSharePercent: 'A group is down when this part of its servers is down; that mutes its other servers',
    groupLeast: '… and at least so many servers are down',
    flapStepMinutes: 'How often a state is noted while nothing changes, to see whether a server flaps',
    flapStartPercent: 'A server is intermittent from this part of changes among its last 21 states',
    flapStopPercent: '… until it falls below this part',
    staleDays: 'An alert that began longer ago is for staff only',
    reviewHours: 'An open alert of a source that sends once needs review after this long',
    reviewIntervals:
      'An open alert of a source that repeats itself needs review after so many silent intervals',
    missedBeats: 'A server gives no data when its agent has missed so many beats',
    networkSharePercent: 'When this part of the agents falls silent at once, our own network is suspected',
    networkLeast: '… and at least so many servers are silent',
    breakerIncidents: 'When bad news of more incidents than this is due, the rest waits for staff',
    breakerMinutes: '… counted over this time',
    digestSeconds: 'After a mail to somebody, what follows within this time is gathered into one',
    mailsPerHour:
      'So many mails within an hour to one customer; updates, planned maintenance and all clears then wait for its end',
    stormMinutes:
      '… and after so many with bad news, what gets worse is told to them no more often than this',
    takeBackSeconds:
      'What staff publish of an incident can be taken back for this long before anybody is told',
    deliveriesPerHour: 'More mails within an hour than so many for each confirmed subscriber wait for staff',
    untakenMinutes: 'Staff are reminded of an incident that nobody has taken after so long',
    promiseMinutes:
      'Staff are reminded of a promised update so long before it is due, and again when it is late',
    commentMinutes: 'Staff are reminded of a comment that nobody has answered after so long',
    escalateMinutes: 'What still waits after a reminder goes to the next colleague after so long',
    reviewDueHours: 'A review of an incident is due so long after its end',
    loadSlow: 'A server is slow from this load, twice in a row',
    loadCritical: '… critically from this load, twice in a row',
    loadClear: '… until it is below this load, three times in a row',
  },
  units: {
    seconds: 's',
    minutes: 'min',
    hours: 'h',
    days: 'days',
    percent: '%',
    servers: 'servers',
    beats: 'beats',
    intervals: 'intervals',
    incidents: 'incidents',
    mails: 'mails',
    'load-per-core': 'load per core',
  },
  /** A number of the form: "A server must be clear this long before its end is told (s)". */
  field: '{label} ({unit})',
  problems: {
    unacceptable:
      '{isWhole, select, true {“{label}” is "{typed}", but accepts a whole number from {min} to {max} ({unit}).} other {“{label}” is "{typed}", but accepts a number from {min} to {max} ({unit}).}}',
    'flap-stop-above-start': 'Being intermittent cannot stop above where it starts.',
    'clear-above-slow': 'The clear load cannot be above the slow load.',
    'critical-below-slow': 'The critical load cannot be below the slow load.',
  },
} as const
