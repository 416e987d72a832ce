/** Finding the server of a domain. name: what was looked for. */
export const find = {
  box: {
    label: 'Your domain, e-mail address or server',
    example: 'example.com or web07',
    button: 'Am I affected?',
    hint: 'We look up where it points. No account needed, nothing is stored.',
  },
  nothing: {
    headline: 'Which domain shall we look up?',
    next: 'Type your domain or e-mail address, and we say which server it is on and how that is.',
  },
  unclear: {
    headline: 'That is neither a domain nor a server.',
    next: 'Type a domain such as example.com, the part of your e-mail address after the @, or the name of your server. It is in the mail that you got when your account was set up.',
  },
  /** Where all is well with the server that was meant. */
  notAffected: 'Not affected: your server is {server}, all clear.',
  domain: {
    notAffected: 'Not affected: {name} is on {server}, all clear.',
    /** banner: how the server is, as a sentence. */
    onOne: '{name} is on {server}. {banner}',
    onSeveral: '{name} has {places}.',
    place:
      '{roles, select, web {its web on {server}} mail {its mail on {server}} other {its web and its mail on {server}}}',
    notices: 'Get notified wherever {name} is',
    /** One of several places. */
    yours:
      '{roles, select, web {Your web site: {banner}} mail {Your mail: {banner}} other {Your web site and mail: {banner}}}',
  },
  elsewhere: {
    headline: '{name} is on none of our servers.',
    /** place: the addresses that it leads to. */
    pointsTo: '{name} points elsewhere ({place}).',
    next: 'Ask whoever runs it. If a service such as a content network stands in front of your site, your server may be ours all the same.',
  },
  unknown: {
    headline: 'We cannot find {name}.',
    next: 'No such domain has an address or takes mail. Perhaps a letter is wrong.',
  },
  unanswered: {
    headline: 'We could not look up {name} just now.',
    next: 'DNS did not answer within two seconds. That says nothing about your server.',
  },
  often: {
    headline: 'We have not looked up {name}.',
    next: 'Too many domains were looked up from your network. Try again in a minute. That says nothing about your server.',
  },
  /** What is said of one server, beside its sentence. */
  verdict: {
    since: 'Since',
    reason: 'Why',
    weDo: 'What we do',
    youCan: 'What you can do',
    next: 'Next update',
    asOf: 'As of <time></time>.',
    address: 'This answer has an address of its own: <link>{path}</link>.',
    /** Where no script brings what changes. */
    stands: 'It does not change by itself: open it again to hear what is new.',
    elsewhere:
      '{count, plural, one {One incident is open on other servers: <list></list>} other {# incidents are open on other servers: <list></list>}}',
    more: '{count, plural, other {and # more}}',
  },
  reason: {
    unknown: 'We do not know yet.',
    found: 'The cause is found.',
    checked: 'We check something on it, and scan it.',
    ourDoing: 'It is work of ours, on purpose.',
    planned: 'It is planned maintenance.',
    silent: 'Its agent has sent us nothing since then. That alone does not mean that it is down.',
    recovered: 'It was in trouble and is well again.',
  },
  /** What we do, where nobody has written more. */
  doing: {
    unknown: 'We have been alerted.',
    taken: 'One of us is on it.',
    found: 'We are fixing it.',
    checked: 'We scan it until we know.',
    ourDoing: 'We work on it.',
    planned: 'We work on it, as planned.',
    silent: 'We look after its agent.',
    recovered: 'We keep watching before we call it over.',
  },
  advice: {
    waitOut:
      'Nothing is wrong on your side, so there is nothing to change there. Most mail to you is kept by its senders and arrives later.',
    bePatient: 'Nothing is wrong on your side, so there is nothing to change there. It may take longer.',
    tryAgain: 'Try again. If it still fails, tell us on the page of the incident.',
    planAround: 'Wait until it is done. There is nothing to change on your side.',
    lookYourself: 'See whether your site and mail work. If they do, all is well; if not, ask our support.',
    askSupport:
      'If something fails all the same, look at your site’s own settings first, then ask our support.',
  },
  promise: {
    by: 'By <time></time>',
    late: 'Promised for <time></time>, {late} late',
    none: 'No time is promised.',
  },
  /** The one server that a browser remembers. */
  yours: {
    title: 'Your server',
    since: 'Since <time></time>.',
    remember: 'Remember {server} in this browser',
    rememberHint:
      'Then its state stands on top of every page. A cookie called {cookie} keeps the name of the server for a year, and nothing else.',
    forget: 'Forget {server}',
    forgetHint:
      'This browser remembers it, in a cookie called {cookie} that has the name of the server and nothing else. To forget deletes it.',
    link: 'My server',
  },
  understood: 'We looked for <name></name>.',
  instead: 'Look for {name} instead',
  tryServer: 'Try the name of your server. It is in the mail that you got when your account was set up.',
  tryBoard: 'Look at <board>the board</board>, which shows every server.',
  about: 'All about {server}',
  notices: 'Get notified about {server}',
} as const
