import { inCondition } from '#lib/words/en/conditions.ts'

/** What posts are called and what stands around them. */
export const posts = {
  kind: {
    incident: 'Incident',
    advisory: 'Advisory',
    maintenance: 'Maintenance',
  },
  /** The same in a list. */
  kindInList: {
    incident: 'incident',
    advisory: 'advisory',
    maintenance: 'maintenance',
  },
  /** Where a post stands. */
  phase: {
    investigating: 'Investigating',
    identified: 'Identified',
    monitoring: 'Recovered, watching',
    resolved: 'Resolved',
    scheduled: 'Planned',
    in_progress: 'In progress',
    completed: 'Done',
    cancelled: 'Cancelled',
  },
  /** The same in a list. */
  phaseInList: {
    investigating: 'investigating',
    identified: 'identified',
    monitoring: 'recovered, watching',
    resolved: 'resolved',
    scheduled: 'planned',
    in_progress: 'in progress',
    completed: 'done',
    cancelled: 'cancelled',
  },
  /** What is open, on a badge. */
  look: {
    planned: 'Planned',
    ourDoing: 'Our doing',
    inProgress: 'In progress',
    open: 'Open',
  },
  open: {
    on: 'On {names}.',
    until: 'Until about <time></time>',
    longer: 'Was to end at <before></before>, goes on',
    longerUntil: 'Was to end at <before></before>, goes on until about <time></time>',
    nextUpdate: 'Next update by <time></time>',
    lateUpdate: 'Next update was promised for <time></time>, {late} late',
    told: '{count, plural, one {# customer told} other {# customers told}}, last at <time></time>',
  },
  head: {
    lasted: '<period></period> ({duration})',
    nextUpdate: 'next update by <time></time>',
    lateUpdate: 'next update was promised for <time></time>, {late} late',
    wasPlanned: 'was planned <period></period>',
    edited: 'edited <time></time>',
  },
  list: {
    comments: '{count, plural, one {# comment} other {# comments}}',
  },
  page: {
    happened: 'What happened, latest first',
    corrected: 'corrected <time></time>',
    tellMeOver: 'Tell me when this is over',
    turns: 'Each server in its turn',
    turn: 'Server',
    turnTime: 'Time',
    server: '{count, plural, one {The server, as it is now} other {# servers, as they are now}}',
    more: 'and {count} more',
    notices: 'Get notified',
    noticesFor: 'Get notified about {server}',
  },
  withdrawn: {
    title: 'Withdrawn',
    headline: 'We have withdrawn this advisory.',
    text: 'It has not stood here since <time></time>. What concerns you now is on <board>the board</board> and among <posts>all posts</posts>.',
  },
  text: {
    note: 'Note',
    warning: 'Warning',
    danger: 'Danger',
    titled: '{word}: {title}',
    indicator:
      '{type, select, file {File to look for} hash {Checksum to look for} address {IP address to look for} other {Domain to look for}}',
    whatThisIs: 'What this is',
    linkToPoint: 'Link to point {number}',
    linkToSection: 'Link to this section',
    table: 'Table',
  },
  comments: {
    title: '{count, plural, =0 {No comments yet} one {# comment} other {# comments}}',
    answer: 'Answer<hidden> {name}</hidden>',
    write: 'Write a comment',
    writeFirst: 'Write the first',
    by: 'Comment by {name}',
    staff: 'Staff',
    staffName: '{name}, {site}',
    yourAnswer: 'Your answer',
    yourComment: 'Your comment',
    yourName: 'Your name',
    nameHint: 'Shown beside your words.',
    yourEmail: 'Your e-mail address',
    emailHint: 'Never shown. We mail you a link; your words appear when you confirm them there.',
    sendAnswer: 'Send answer',
    sendComment: 'Send comment',
    edited: 'edited <time></time>',
    closed: 'Comments here are closed. Thank you to everybody who wrote.',
    closedEmpty: 'This post takes no comments.',
  },
  /** About a point or an entry of the timeline. */
  ask: {
    point: 'Ask about point {number}',
    update: 'Ask about this',
    spoken: '{count, plural, one {# comment speaks of it} other {# comments speak of it}}',
    title: 'Ask about “{post}”',
    headline: 'What do you want to know?',
    text: 'Your comment begins with what it is about. Write below it; our staff and others answer on the page of <post>{title}</post>.',
    quotePoint: '> Point {number}: {text}',
    quoteUpdate: '> {time}: {text}',
    closed: 'Comments on this post are closed.',
    back: 'Back to the post',
  },
  /** Beside words of ours that are in another language than the page: language: Its name, as Intl has it. */
  inLanguage: 'in {language}',
  neighbours: {
    label: 'Posts before and after it',
    earlier: 'Earlier',
    later: 'Later',
  },
  /** Beside a point of an advisory. */
  clarified: 'Made clearer by {name}, <time></time>',
  meToo: {
    title: 'Do you have this too?',
    text: 'One tap tells our staff on which server. It is counted, and nothing of you is kept.',
    onServer: 'Yes, on {server}',
    server: 'Your server',
    send: 'Yes, I have this too',
  },
  progress: {
    title: 'Progress',
    count: '{done, number} of {total, plural, one {# server} other {# servers}} {what}',
    open: 'Still open: {servers}',
    more: '{count, plural, other {and # more}}',
  },
  pinned: 'Pinned',
  /** A page that some customers read before it is public. */
  advance: {
    title: 'In confidence',
    banner: 'This is not public yet.',
    keep: 'You read it first because you have something on a server that it is about. Please keep it to yourself for now.',
  },
  /** How many were told, and of what. */
  told: {
    began: '{count, plural, one {# customer told} other {# customers told}} that it began',
    worsened: '{count, plural, one {# customer told} other {# customers told}} that it got worse',
    intermittent: '{count, plural, one {# customer told} other {# customers told}} that it comes and goes',
    ended: '{count, plural, one {# customer told} other {# customers told}} that it is over',
    planned: '{count, plural, one {# customer told} other {# customers told}} that it is planned',
    moved: '{count, plural, one {# customer told} other {# customers told}} of the new time',
    reminder: '{count, plural, one {# customer reminded} other {# customers reminded}}',
    starting: '{count, plural, one {# customer told} other {# customers told}} that it begins',
    done: '{count, plural, one {# customer told} other {# customers told}} that the maintenance is done',
    cancelled: '{count, plural, one {# customer told} other {# customers told}} that it does not take place',
    update: '{count, plural, one {# customer told} other {# customers told}} of this update',
    advisory: '{count, plural, one {# customer told} other {# customers told}} of this warning',
    review: '{count, plural, one {# customer told} other {# customers told}} of the review',
    held: '{count, plural, one {# customer told} other {# customers told}}',
  },
  /** What Allclear notes on timelines by itself. names: servers, of which there are count. */
  timeline: {
    began: `{count, plural, one {{names} is} other {{names} are}} ${inCondition}.`,
    worsened: `{count, plural, one {{names} is} other {{names} are}} ${inCondition} now.`,
    intermittent: `{count, plural, one {{names} is ${inCondition}: it fails and recovers by turns. We write again when it is stable.} other {{names} are ${inCondition}: they fail and recover by turns. We write again when they are stable.}}`,
    recovered:
      '{count, plural, one {{names} has} other {{names} have}} recovered. We keep watching before we call it over.',
    mistaken:
      'Correction: {count, plural, one {{names} was named here by mistake. It was} other {{names} were named here by mistake. They were}} not affected.',
    alerted: 'We have been alerted.',
    over: `All clear: {server} was ${inCondition} from {since} to {until} ({duration}). This incident is over.`,
    allOver: 'All clear. This incident is over.',
    /** Staff wrote on it, and nobody has said that it goes on. */
    unattended:
      '{count, plural, one {All clear: the server has been clear since {since}, so we close this incident.} other {All clear: all servers have been clear since {since}, so we close this incident.}}',
    /** One server of several, in a list. */
    was: `{server} was ${inCondition} from {since} to {until} ({duration})`,
    more: 'and {count, plural, one {# more server} other {# more servers}}',
  },
} as const
