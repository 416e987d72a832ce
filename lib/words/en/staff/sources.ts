/** What the desk says of the settings and the rules of a source. */
export const sources = {
  /** What is wrong with a rule of the form. */
  rules: {
    noSubject: 'Rule {number}: choose what it looks at.',
    noLabel: 'Rule {number}: name the label that it looks at.',
    noEffect: 'Rule {number}: choose a kind, a severity, or to ignore the alert.',
    tooLong: 'Rule {number}: a text has 200 characters at most.',
    badPlace: 'Rule {number}: the place has to be 1 or more.',
    tooMany: 'A source has {most} rules at most.',
  },
  /** What is wrong with the regular expression of a rule. */
  patterns: {
    'no-pattern': 'Rule {number}: the text is no regular expression.',
    'too-slow': 'Rule {number}: the text could take too long: use fewer of * and +, or begin with ^.',
    'nested-repeat':
      'Rule {number}: the text repeats a group in which something is repeated or chosen already.',
    'looks-around': 'Rule {number}: the text looks around or names a group: that is not supported.',
    'refers-back': 'Rule {number}: the text refers back to a group: that is not supported.',
  },
  secrets: {
    'too-long': 'The secret is longer than 512 characters.',
    'not-standard': 'The secret has to be whsec_ and 24 to 64 bytes in base64.',
  },
  /** Which alerts a rule would be about. source: its name, a link. */
  offers: {
    named: 'From now on, alerts of <source>{name}</source> named “{text}” …',
    saying: 'From now on, alerts of <source>{name}</source> that say “{text}” …',
  },
} as const
