/** Feeds and calendars. Titles of the history are as Statuspage has them. */
export const feeds = {
  history: '{site} - Incident History',
  historyOf: '{site} - Incident History of {name}',
  updates: '{site} - Updates',
  updatesOf: '{site} - Updates of {name}',
  work: '{site} - Planned maintenance',
  workOf: '{site} - Planned maintenance of {name}',
  /** What an item of the updates is called: "Resolved: web07 is down". */
  item: '{label}: {title}',
  update: 'Update',
  review: 'Review',
  moved: 'New times',
  over: 'It is over.',
  earlier: 'What was said before is on the page of this post.',
  period: '{from} to {to}',
  /** In a calendar. */
  concerned: 'Servers: {names}',
  turn: '{server}: {period}',
  notTaking: 'It does not take place: {reason}',
  cancelled: 'Cancelled: {title}',
} as const
