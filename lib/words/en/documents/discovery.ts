/** Where programs learn what there is. */
export const discovery = {
  pages: 'Pages as Markdown',
  texts: 'Short texts',
  kit: 'For pages of others',
  board: 'The board: all servers and what is open',
  posts: 'All posts: incidents, advisories and maintenance',
  server: 'One server, by its host name',
  group: 'One group of servers',
  post: 'One post',
  status: 'The site in a few lines',
  badge: 'A badge for the site, a server or a group',
  find: 'Which server a domain is on, and how that is',
  deflect: 'What the customer of a domain or a server should know; empty while all is well',
  paste: 'What to put into pages, panels and replies of others',
  note: 'The links to one server, group or post are examples: put another name in their place.',
} as const
