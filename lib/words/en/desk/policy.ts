/** The policy at the desk, and what it would have done. */
export const deskPolicy = {
  actions: {
    changedMeanwhile:
      'Nothing was changed: a colleague changed the policy since you opened the page. Load it again to see how it is now.',
    whatItWouldHave:
      'What it would have changed cannot be said at this moment, since colleagues ask the same. Save it without?',
    saved: 'Saved. It is in force now.',
    yesSaveThePolicy: 'Yes, save the policy',
    defaultsRestored: 'The defaults are in force now.',
    confirmDefaults: 'Yes, back to the defaults',
    backToDefault:
      '{own, plural, one {Put the one limit that you changed back to the default? What it is now is not kept, and the default is in force at once.} other {Put all {own, number} limits that you changed back to the default? What they are now is not kept, and the default is in force at once.}}',
  },
  replayWords: {
    nothingWouldHaveBeen: 'nothing would have been different',
    incidentWouldHaveBeen:
      '{incidents, plural, one {1 outage} other {{incidents, number} outages}} would have been told instead of {incidentsNow, number}, by {notices, plural, one {1 notice} other {{notices, number} notices}} instead of {noticesNow, number}{delay}',
    firstNoticeShift:
      '; the first notice on average {length} {hasSeconds, select, yes {later} other {sooner}}',
    replay:
      'By {isWhole, select, yes {the } other {}}{lines, plural, one {one alert} other {{lines, number} alerts}} of the last {replayDays, number} days{isWhole, select, yes {} other {, which are not all}}, {changes}. Maintenance, heartbeats and what staff did are left out of both. Save it?',
  },
  page: {
    calm: 'How calm we are',
    whenTroubleCounts: 'When trouble counts',
    higherNumbersTellFewer: 'Higher numbers tell fewer and later; lower ones tell sooner, also what passes.',
    endTold: 'When its end is told',
    tooEarlyAnAll: 'Too early an all clear is taken back in front of everybody.',
    whatFailsAndRecovers: 'What fails and recovers by turns',
    itIsToldOnce: 'It is told once, in place of a beginning and an end each time.',
    whatFallsSilent: 'What falls silent',
    silenceIsNoOutage: 'Silence is no outage, and no health: it is asked about.',
    howOftenOneCustomer: 'How often one customer hears',
    nothingIsLostWhat: 'Nothing is lost: what waits is told together.',
    whatWaitsForStaff: 'What waits for staff',
    soThatOneMistake: 'So that one mistake, or one broken monitor, does not mail everybody.',
    whatStaffAreReminded: 'What staff are reminded of',
    theLadderUnderPeople: 'The ladder under People says who is first.',
    settings: 'Settings',
    intro:
      'When trouble counts, when its end is told, and how often customers hear. A change is in force at once, for what is open too. <deciding>How an alert becomes what customers read</deciding>',
    saveThePolicy: 'Save the policy',
    youSeeFirstWhat: 'You see first what it would have changed in the last {replayDays, number} days.',
    backToTheDefaults: 'Back to the defaults',
    defaultOrChanged:
      '{isDefault, select, yes {Default} other {Changed; default {default, number}}}, from {min, number} to {max, number}',
  },
} as const
