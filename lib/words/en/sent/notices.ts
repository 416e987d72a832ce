import { inCondition } from '#lib/words/en/conditions.ts'

/** The condition that customers were told before. */
const stateBefore =
  '{before, select, down {down} partly_down {partly down} intermittently_down {intermittently down} slow {slow} intermittently_slow {intermittently slow} being_checked {being checked} without_data {without data} under_maintenance {under maintenance} other {fine}}'
/** Where it fails and recovers by turns. */
const stateByTurns =
  '{condition, select, intermittently_down {intermittently down} intermittently_slow {intermittently slow} being_checked {being checked} without_data {without data} other {intermittently impaired}}'
const are = '{count, plural, one {{names} is} other {{names} are}}'
const guess = '{impact, select, major_outage {an outage} partial_outage {a partial outage} other {slowness}}'

/** What a notice says of trouble: in mails whole, in the messages of other channels its heading and its sentences. */
export const notices = {
  began: {
    subject: `${are} ${inCondition}`,
    mixed: 'Trouble on {names}',
    preview: 'Since {since}. {doing}',
  },
  worsened: {
    subject: `${are} ${inCondition} now`,
    mixed: `${are} worse now`,
    subjectBefore: `${are} ${inCondition} now (was ${stateBefore})`,
    preview: 'It got worse. {doing}',
    text: 'It is worse than when we last wrote. {doing}',
    row: `${inCondition} now; in trouble since {since}`,
    rowBefore: `${inCondition} now (was ${stateBefore}); in trouble since {since}`,
  },
  intermittent: {
    subject: `${are} ${stateByTurns}`,
    preview: 'It fails and recovers by turns. We write again when it is stable.',
    text: 'It fails and recovers by turns. {doing}',
    row: `${stateByTurns}, first at {since}`,
    next: '{youCanDo} So as not to write to you at every turn, we write again when it is stable. The page has everything in between.',
  },
  ended: {
    subject: 'All clear: {names}',
    well: '{count, plural, one {{names} is well again, and it has stayed well while we watched.} other {{names} are well again, and they have stayed well while we watched.}}',
    over: 'The trouble is over.',
    overRead:
      'The trouble is over. The page says what happened, and whether there is something for you to do.',
    checked: 'We have finished the check.',
    checkedRead:
      'We have finished the check. The page says what we found, and whether there is something for you to do.',
    thanks: 'Thank you for your patience.',
  },
  passed: {
    subject: `{count, plural, one {{names} was} other {{names} were}} ${inCondition}, all clear`,
    preview: 'It was over before we could write to you.',
    text: 'It was over before we could write to you. The page says what happened, and whether there is something for you to do.',
  },
  update: {
    titled: 'Update: {title}',
    corrected: 'Correction: {title}',
    trouble: `Update: ${are} ${inCondition}`,
    mixed: 'Update: Trouble on {names}',
    recovered: 'Update: {count, plural, one {{names} has} other {{names} have}} recovered',
  },
  review: {
    subject: 'What happened: {title}',
    rest: 'The review says what happened, what it was in numbers, why, and what we change.',
  },
  advisory: {
    rest: 'The page says what is known, what we do about it, and what you can do.',
    restPromised:
      'The page says what is known, what we do about it, and what you can do. The next update is due by {at}.',
  },
  digest: {
    subject: '{first}, and {count, number} more',
    heading:
      '{isForStaff, select, yes {{count, number} things to know about the servers.} other {{count, number} things to know about your servers.}}',
  },
  held: {
    file: {
      subject: 'Held for you: suspicious file on {names}',
      heading: 'A file that should not be there was found on {names}.',
      preview: 'Customers see nothing of it until you approve the post.',
      text: 'Customers see nothing of it. A post is held for you: read what was found, then approve it or keep it to yourselves.',
    },
    silence: {
      subject: 'Held for you: silent agents on {names}',
      heading: 'The agents of {names} fell silent at once.',
      preview: 'Look at our own network first.',
      text: 'So many at once are more likely a fault of our own network than of the servers. Customers see nothing of it. A post is held for you: approve it if the servers are down; it is laid aside by itself when all agents are back.',
    },
    guess: {
      subject: `Held for you: what looks like ${guess} on {names}`,
      heading: `It looks like ${guess} of {names}, but no alert says so.`,
      preview: 'Customers see nothing of it until you publish it.',
      text: 'Customers see nothing of it. If it is true, publish it with one click; if not, dismiss it. It is laid aside by itself when it ends before anybody has looked.',
    },
    many: {
      subject: 'Held for you: notices about trouble on {names}',
      heading: 'Notices about trouble on {names} are held for you.',
      preview: 'It was too much at once, so nobody was told yet.',
      text: 'It was too much at once, which is more likely an error than the truth. The pages show it, but nobody was told. Let the notices go at the desk if it is true; what ends before that is never told.',
    },
    row: {
      file: 'file found at {since}',
      silence: 'last heard at {since}',
      guess: `perhaps ${inCondition}, seen at {since}`,
      trouble: `${inCondition}, found at {since}`,
      seen: '{finding}: {seen}',
    },
    evidence: {
      title: 'Found on {servers}',
      path: 'Where',
      check: 'Check',
      owner: 'Owner and mode',
      sha256: 'SHA-256',
      package: 'Package manager',
      firstSeen: 'First seen',
      action: 'What was done',
      elsewhere: 'The same on',
      nowhereElse: 'no other server',
      andMore: '{named} and {count, plural, one {# more} other {# more}}',
      page: 'Its page',
      more: '{count, plural, one {One more thing was} other {# more things were}} found: the desk has them all.',
    },
    publish: 'Publish it or dismiss it',
    acknowledge: 'Say that you’ve got it',
    open: 'Open it at the desk',
    approve: 'Read and approve',
  },
  /** Of one server, after its name. */
  row: {
    since: `${inCondition} since {since}`,
    was: `was ${inCondition} from {period}`,
    named: 'is named in it',
    mistaken: 'was not affected',
    work: 'maintenance from {since}',
    more: 'and {count, plural, one {# more server} other {# more servers}}',
    line: '{server}: {state}',
  },
  doing: {
    taken: 'We know about it and are working on it now.',
    alerted: 'We have been alerted. The page says when one of us has taken it.',
    slowTaken:
      'We know about it and are looking for the cause. Until it is found, answers take longer than usual.',
    slowAlerted:
      'We have been alerted. The page says when one of us has taken it. Until it is found, answers take longer than usual.',
    checking:
      'Our scan found a file that should not be there, and we are checking. While we do, things may be slow, and a reboot may be necessary.',
    maintenance: 'This is planned maintenance.',
    silence: 'We get no data from it, and are finding out why.',
    countermeasure: 'It comes from work that we do on purpose, to keep things safe.',
  },
  youCanDo: {
    nothing: 'There is nothing you need to do, and no need to tell us.',
    nothingNow:
      'You need not do anything now. If something of yours has to be changed, the page will say what.',
  },
  next: {
    due: 'The next update is due by {at}.',
    open: 'We write to you again when it gets worse and when it is over. The page has everything in between.',
    promised:
      'The next update is due by {at}. We write to you again when it gets worse and when it is over. The page has everything in between.',
  },
  link: {
    incident: 'Follow this incident',
    ended: 'Read what happened',
    post: 'Read the whole post',
    work: 'Read about this maintenance',
    done: 'Read what was done',
    review: 'Read the review',
  },
  why: {
    server: 'You get this because you asked {site} to tell you about {server}.',
    servers: 'You get this because you asked {site} to tell you about these servers.',
    warnings: 'You get this because you asked {site} to tell you about warnings.',
    all: 'You get this because you asked {site} to tell you about trouble.',
  },
  change: 'Change what you get',
  stop: 'Stop these mails',
  /** A title as a sentence. */
  sentence: '{title}.',
  /** Two sentences, one after the other. */
  both: '{first} {second}',
} as const
