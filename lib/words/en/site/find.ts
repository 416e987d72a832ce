/** Finding the server of a domain. name: what was looked for. */
export const find = {
  title: 'Am I affected?',
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
  domain: {
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
    next: 'It points to an address that is not one of ours. That is also so when a service such as a content network stands in front of your site.',
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
  understood: 'We looked for <name></name>.',
  instead: 'Look for {name} instead',
  tryServer: 'Try the name of your server. It is in the mail that you got when your account was set up.',
  tryBoard: 'Look at <board>the board</board>, which shows every server.',
  about: 'All about {server}',
  notices: 'Get notified about {server}',
} as const
