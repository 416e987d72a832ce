/** The pages on which somebody asks for notices, confirms and ends them, and what those notices are about. */
export const subscribers = {
  /** After "about". */
  target: {
    all: 'all servers',
    goneServer: 'a server that is gone',
    domain: 'the server of {domain}',
    anyDomain: 'the server of a domain',
    post: 'the end of “{post}”',
    anyPost: 'an incident',
  },
  /** The same alone, as a label. */
  targetLabel: {
    all: 'All servers',
    domain: 'The server of {domain}',
    post: 'The end of “{post}”',
  },
  kind: {
    outage: 'outages',
    slowdown: 'slowdowns',
    advisory: 'warnings',
    maintenance: 'planned maintenance',
    'all-clear': 'the all clear',
    everything: 'everything',
  },
  kindLabel: {
    outage: 'Outages: a server is down, wholly or partly',
    slowdown: 'Slowdowns: it works, but slowly',
    advisory: 'Warnings: something that you should know or do',
    maintenance: 'Planned maintenance',
    'all-clear': 'The all clear, when trouble is over',
  },
  /** From which degree of trouble on. */
  least: {
    label: 'Trouble counts when a server is',
    hint: 'Planned maintenance and warnings count always.',
    degraded: 'slow or worse',
    partial_outage: 'partly down or worse',
    major_outage: 'down',
  },
  kindsFrom: '{kinds}, when a server is {least, select, partial_outage {partly down or worse} other {down}}',
  choice: {
    all: 'All servers',
    servers: 'Servers',
    others: 'Other servers',
    group: 'All of {group}',
    count: '({count, number})',
    domainHint: 'Such as example.com. We write about whatever server it is on, also after a move.',
  },
  ask: {
    title: 'Get notified',
    titleWrong: 'Not sent yet: get notified',
    headline: 'We write to you when your server is in trouble.',
    intro:
      'One short mail when it is down or slow, one when that gets worse, one when it is over. Quiet weeks bring none.',
    domain: 'Your domain',
    servers: 'Or choose your servers',
    kinds: 'What we write about <soft>(everything)</soft>',
    kindsLegend: 'What we write about',
    emailHint: 'For nothing but these notices.',
    button: 'Get notified',
    promise: {
      title: 'What comes, and what does not',
      kinds:
        'Outages, slowdowns, warnings that matter to you, and the all clear: for what you choose, nothing else.',
      few: 'Many alerts about one trouble are one mail, and a server that comes and goes does not fill your mailbox.',
      nobody: 'No advertising, and nobody else gets your address.',
      links: 'First we mail you a link to confirm. Every mail has another that ends them with one click.',
    },
    already: 'You get notices already? <preferences>Change what you get</preferences>.',
  },
  end: {
    headline: 'We write to you when this is over.',
    intro: 'It is about <post>{title}</post>. You get this one mail, and no other.',
    emailHint: 'For one mail, when it is over. First we mail you a link to confirm.',
    button: 'Tell me when this is over',
  },
  sent: {
    title: 'Look into your mailbox',
    headline: 'Look into your mailbox.',
    text: 'If notices to this address are still to be confirmed, a mail with a link is there in a minute. Nothing is sent before you confirm there. The link works for {days, plural, one {# day} other {# days}}.',
    noMail:
      'No mail? Look where your mailbox keeps spam, and check the address: <again>ask again</again> after five minutes. Whoever gets these notices already gets no mail now.',
  },
  confirm: {
    title: 'Confirm notices',
    headline: 'Shall we write to you about {targets}?',
    onlyTheEnd: 'One short mail when it is over, and no other.',
    whatComes:
      'A short mail when there is trouble, when it gets worse, and when it is over. Every one has a link that changes or ends them. You hear of {kinds}.',
    button: 'Yes, write to me',
    notAsked: 'If you did not ask for this, close the page: nothing is sent.',
  },
  confirmed: {
    headline: 'Done. We write when something is the matter.',
    text: 'Until then you hear nothing from us. Every mail has a link that ends them with one click. How things are now is on <board>the board</board>.',
    change: 'Change what you get',
  },
  expired: {
    title: 'Link expired',
    headline: 'This link confirms nothing any more.',
    text: 'It is older than {days, plural, one {# day} other {# days}}, not complete, or you have unsubscribed since. Ask for a new one: it takes a minute.',
    button: 'Get notified',
  },
  ownMail: {
    headline: 'Your own mail is on {servers}.',
    text: '{count, plural, one {Notices about it might not reach you.} other {Notices about them might not reach you.}} Add an address that is somewhere else, or another way.',
  },
  leave: {
    title: 'End notices',
    headline: 'Shall we stop writing to you?',
    text: '{site} then sends no more notices to this address, about no server. It takes effect at once.',
    button: 'Stop all notices',
  },
  left: {
    title: 'Notices are off',
    headline: 'You get no more notices.',
    text: 'It counts from now on. How things are is always on <board>the board</board>, and if this was a mistake you can <again>ask for notices again</again>.',
    oneClick: 'You are unsubscribed. No more notices will be sent to this address.',
  },
  unknownLink: {
    title: 'Link not complete',
    headline: 'This link is not complete.',
    text: 'So we cannot tell whose notices to end. Copy the whole address from the foot of any of our mails or messages, or use the unsubscribe button of your mail program.',
    oneClick: 'This link is not complete. Copy all of it from the mail.',
  },
} as const
