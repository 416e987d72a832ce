/** The door of a board that is not for everybody, and what a customer finds behind it. */
export const readers = {
  enter: {
    title: 'Not public',
    headline: 'Open this status site from your customer panel.',
    text: '{site} shows it to its customers and staff. Your customer panel has a link that opens it. If you are mailed notices, the links in them to change or end these still work.',
    staff: 'Staff <desk>sign in at the desk</desk>.',
    problem:
      '{problem, select, unreadable {The link could not be read.} unsigned {The link is not from your customer panel, or was made with a secret that is not valid any more.} late {The link is too old: it works for a few minutes only.} long {The link names an end that is too far away.} elsewhere {The link was made for another site.} unclear {The link does not say whose servers it opens.} used {The link was used already: it works once.} staff {This status site is for staff alone at the moment.} other {Too many links were tried from your network.}} Go back to your customer panel and open the status site from there once more.',
  },
  mine: {
    title: 'Your servers',
    headline:
      '{count, plural, =0 {None of your servers is known here.} one {Your server} other {Your servers}}',
    none: 'The status site knows no server of yours. Your hoster can tell where your sites are: ask them.',
    board: 'All servers',
  },
} as const
