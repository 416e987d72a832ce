/** Where readers find feeds and calendars. */
export const feeds = {
  link: 'Feeds and calendars',
  headline: 'Or by feed or calendar',
  intro:
    'For a feed reader, a chat channel or a calendar: paste one of these addresses into it. Nobody learns who you are.',
  server: 'Each server has its own, on its page.',
  all: 'All servers',
  /** Behind each: what its formats are called, as links. */
  history: 'Incidents and posts, one item each, kept up to date: <links></links>',
  updates: 'Every update, one item each: <links></links>',
  work: 'Planned maintenance: <links></links>',
  rss: 'RSS',
  atom: 'Atom',
  json: 'JSON Feed',
  calendar: 'calendar',
  /** Below the button of a server. */
  ofServer: 'By feed or calendar: <links></links>',
  /** For browsers and feed readers that look for them. */
  title: {
    history: 'Incidents and posts',
    historyOf: 'Incidents and posts about {name}',
    updates: 'Every update',
    updatesOf: 'Every update about {name}',
    work: 'Planned maintenance',
    workOf: 'Planned maintenance of {name}',
  },
} as const
