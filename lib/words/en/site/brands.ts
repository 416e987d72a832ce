import { inCondition } from '#lib/words/en/conditions.ts'

/** The site of a reseller, whose readers hear of their own servers, in facts alone. */
export const brands = {
  /** What work is called whose own words may tell of other servers. */
  work: {
    maintenance: 'Maintenance',
    countermeasure: 'We are working on it',
  },
  planned: 'Planned maintenance',
  turn: '<server></server>: <time></time>',
  empty: 'There is nothing to show here yet.',
  lost: {
    title: 'No page here',
    text: 'The address may be mistyped, or it is of a server that is no longer ours. <board>The board</board> shows every server that is.',
  },
  next: 'Next update at <time></time>',
  find: {
    title: 'Your server',
    label: 'Your server, by its name or its address',
    unknown: 'We do not know {name}.',
    next: 'Type the name of your server, or its address, as the mail says that you got when your account was set up.',
  },
  forget:
    'Your notices end, and your address, what you watched and what we sent you are deleted. If our mail to you came back, we keep a note not to write to you again, and nothing else.',
  subscribe: {
    servers: 'Which servers?',
    intro:
      'We mail you when one of your servers is in trouble, when it is well again, and before work on it.',
    feeds:
      'Or follow along without an address: <rss>RSS</rss>, <atom>Atom</atom>, <json>JSON</json>, <calendar>planned maintenance</calendar>.',
  },
  feed: {
    title: '{site}: status',
    is: `{server} is ${inCondition}`,
    was: `{server} was ${inCondition}`,
    lasting: `{server} is ${inCondition} since {since}.`,
    ended: `{server} was ${inCondition} {period}.`,
  },
  calendar: 'Maintenance of {server}',
  /** In texts for programs. */
  text: {
    work: 'Planned maintenance of {server}: {time}.',
  },
} as const
