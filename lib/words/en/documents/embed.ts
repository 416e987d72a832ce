/** What stands in pages of others, and in what answers a customer by itself. */
export const embed = {
  title: 'Status of {site}',
  close: 'Close',
  about: 'What is known',
  /** Below the sentence of the whole site. */
  affected: 'Am I affected?',
  /** Above a form that somebody is about to fill in. known: the sentence of what is the matter. */
  known: 'We know: {known}',
  anyway: 'Write to us anyway',
  nextUpdate: 'Next update by {time}.',
  lateUpdate: 'An update was promised for {time} and is late.',
  until: 'Until about {time}.',
  more: 'More: {address}',
  /** To who asks for a text about nobody. */
  nobody: 'Say whom it is for: ?domain=example.com, or ?server=web07.example.com.',
  often:
    'Too many domains were looked up from your network. Try again in a minute. Servers can be asked for by their name at any time.',
} as const
