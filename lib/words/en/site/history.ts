/** The history of all posts: by month, and what is found in it. */
export const history = {
  title: 'History',
  titleOfMonth: 'History of {month}',
  titleOfPage: 'History of {month}, page {page}',
  what: 'Incidents, advisories and planned maintenance, the last first.',
  none: 'Nothing was published yet. That is a good sign.',
  noneOfMonth: 'Nothing was published of this month. That is a good sign.',
  pinned: 'Pinned',
  asOf: 'As of <time></time>.',
  /** Measured, of alerts that changed a page. half, most: lengths of time. */
  howFast: {
    pages:
      'In the last 30 days, {count, number} alerts changed these pages: half within {half} of their arrival, nine of ten within {most}.',
    both: 'In the last 30 days, {count, number} alerts changed these pages: half within {half} of their arrival, nine of ten within {most}. Half of the first mails about them were on their way within {mail}.',
  },
  months: 'Months',
  earlier: 'Earlier: {month}',
  later: 'Later: {month}',
  calendar: 'Days of {month} with posts',
  day: '{day}: {count, plural, one {# post} other {# posts}}',
  pages: 'Pages of {month}',
  page: 'Page {page}',
  morePages: '{count, plural, one {# more post of this month} other {# more posts of this month}}',
  search: {
    title: 'Search the history',
    headline: 'What we published.',
    text: 'Words',
    textHint:
      'All of them have to stand in a post, in one of its updates, or in its review. Put "words in a row" in quotes.',
    kind: 'Kind',
    anyKind: 'all',
    server: 'Server',
    serverHint: 'Its name, such as web07.',
    button: 'Search',
    found:
      '{count, plural, =0 {Nothing was found.} one {# post was found, the last first.} other {# posts were found, the last first.}}',
    unknownServer:
      'We have no server called “{server}”. Look at its name on <board>the board</board>, or leave the field empty.',
    often: 'That were many searches in a short time. Wait a minute, then reload the page.',
    all: 'All of the history',
    pages: 'Pages of what was found',
    newer: 'Newer',
    older: 'Older',
    place: 'Page {page} of {pages}',
  },
} as const
