/** The pages on which somebody changes what they get. */
export const preferences = {
  ask: {
    title: 'Change what you get',
    titleWrong: 'Not sent yet: change what you get',
    headline: 'Change what you get.',
    intro:
      'Your notices are nobody else’s business, so we mail you a link to them. It works for {hours, plural, one {# hour} other {# hours}}. Every notice has such a link too.',
    emailHint: 'The one that gets the notices.',
    button: 'Mail me the link',
  },
  sent: {
    title: 'Look into your mailbox',
    headline: 'Look into your mailbox.',
    text: 'If this address gets notices from us, a mail with the link is there in a minute. We mail it once an hour at most, so the last one may be there already.',
    noMail:
      'No mail? Look where your mailbox keeps spam, and check the address. An address that gets no notices gets no link either: <subscribe>ask for notices</subscribe>.',
  },
  expired: {
    title: 'Link expired',
    headline: 'This link opens nothing any more.',
    text: 'It is too old, or not complete. We mail you a new one.',
  },
  nothing: {
    headline: 'This address gets no notices.',
    text: 'You have ended them, or never confirmed them. If you want some, ask for them: it takes a minute.',
    button: 'Get notified',
  },
  suppressed: {
    headline: 'We do not write to this address any more.',
    text: 'Our mail to it came back, or was reported as spam. Use another address, or ask our support to lift this.',
  },
  page: {
    title: 'What you get',
    headline: 'What you get.',
    headlineEmpty: 'You watch nothing now.',
    address: 'Notices to {email}',
    saved: 'Saved. It counts from now on.',
    confirmed: 'Done. We write when something is the matter; until then you hear nothing from us.',
    watched: 'We write to you about',
    add: 'Add',
    domain: 'A domain',
    kinds: 'Of all that, we tell you of',
    save: 'Save',
    place: 'now {servers}',
    noPlace: 'on none of our servers as far as we see; we look again every few minutes',
    zone: 'Times in our messages are those of',
    zoneHint: 'With UTC beside them in mails.',
    zoneOfDevice: 'this device, or else the site: {zone}',
    /** Before the names of languages. */
    language: 'Our messages are in',
    leave: 'Leave',
    leaveAtOnce: 'Both take effect at once.',
    stop: 'Stop all notices',
    forget: 'Delete my address',
  },
  forget: {
    title: 'Delete my address',
    headline: 'Shall we delete your address?',
    text: 'Your notices end, and your address, what you watched and what we sent you are deleted. Comments that were published stay, without your address. If our mail to you came back, we keep a note not to write to you again, and nothing else.',
    button: 'Delete my address',
    keep: 'Keep it',
  },
  forgotten: {
    title: 'Deleted',
    headline: 'We have deleted your address.',
    text: 'You get no more notices, and we have no list with you on it. How things are is always on <board>the board</board>.',
  },
} as const
