/** What messages say that are no mails, beside the sentences of a notice. */
export const channels = {
  stop: 'Stop these messages',
  openSite: 'Open the status page',
  openDesk: 'Open the desk',
  /** At the end of a text that was cut. */
  cut: '… It goes on behind the link.',
  /** The same in an SMS, before the address. */
  cutShort: 'More:',
  said: '{site}: {headline}',
  /** A sender's name, where the site's own is not allowed. */
  anonymous: 'Status',
  test: {
    title: 'Test',
    headline: 'This is a test of {site}.',
    works: 'Messages arrive here. Nothing is the matter.',
    code: 'Your code is {code}.',
    whereToType:
      'Type it on the page where you asked for messages of {site}. It is valid for {minutes, plural, one {# minute} other {# minutes}}.',
    notAsked: 'If you did not ask for this, do nothing: nothing more will come.',
  },
  chat: 'The number of this chat is {number}. Type it on the page where you choose how {site} reaches you.',
  /** What a service answered, and what a person can do about it. */
  answer: {
    plain: '{service}: {answer}',
    elsewhere: '{service}: {answer} – it sends us to another address, and we follow none: give that one.',
    closed: '{service}: {answer} – it does not let us in: check the address and its token.',
    missing: '{service}: {answer} – there is nothing at this address: check it, or make a new one.',
    gone: '{service}: {answer} – it is gone for good: make a new one.',
    full: '{service}: {answer} – it takes no more for now; we try again.',
    broken: '{service}: {answer} – it has trouble of its own; we try again.',
  },
  closed: '{address} does not lead to the public Internet.',
  onlyHttps: 'Only addresses that begin with https:// are posted to.',
  late: 'no answer in time',
  off: 'This channel is switched off.',
  noKey: 'The browser’s key is none.',
  service: {
    push: 'The push service',
    webhook: 'The webhook',
  },
} as const
