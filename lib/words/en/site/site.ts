/** What all public pages share, and what is said where there is none. */
export const site = {
  skip: 'Skip to the content',
  navigation: 'Site',
  board: 'Board',
  history: 'History',
  notices: 'Get notified',
  zone: 'Times are in {zone}.',
  /** With a script, which puts the reader's own in. */
  ownZone: 'Times are yours ({zone}).',
  /** Above the other languages of a page. */
  languages: 'Language',
  /** On paper alone. */
  printed: 'From {address}, as of <time></time>. Times on paper are in GMT, which is UTC.',
  /** Over a page that is kept, while the database of the site is away. */
  aged: 'This status site hears nothing new, by a fault of its own. What stands here is as of <time></time> and may be old.',
  allPosts: 'All posts',
  /** Where the hoster leads, as the desk says. */
  links: {
    home: 'Our website',
    support: 'Get help',
    imprint: 'Imprint',
    privacy: 'Privacy',
  },
  lost: {
    title: 'No page here · {site}',
    headline: 'There is no page here.',
    text: 'The address may be mistyped, or it is of a server that is no longer ours. <board>The board</board> shows every server that is, and <posts>the posts</posts> say what happened. To find your own server, type your domain.',
  },
  /** In a copy of the site that lies elsewhere, for when the site itself cannot be reached. */
  copy: {
    note: 'This is a copy of {at}. For the present state see <link>{site}</link>.',
    text: 'This is a copy of {at}. For the present state see {address}',
    form: 'What you type here is answered by {site} itself.',
    sent: 'This can be done at <link>{site}</link> alone, not in this copy.',
    closed: 'This status site is not for everybody',
  },
  /** In place of a page that could not be made. */
  sorry: {
    title: 'One moment',
    headline: 'This page cannot be shown right now',
    late: 'The status site itself makes this page too slowly. This says nothing about your server. Try again in a few seconds.',
    away: 'The status site itself cannot reach its database. This says nothing about your server. Try again in a few seconds.',
    fault:
      'The status site itself has a fault, and its staff find the cause in its log. This says nothing about your server.',
    busy: 'Much more is asked of the status site than usual. This says nothing about your server. Try again in a few seconds.',
    board: 'The board',
  },
} as const
