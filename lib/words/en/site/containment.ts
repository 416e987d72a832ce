/** What an advisory lists of indicators, and of measures against an attack. */
export const containment = {
  /** What a list of indicators calls each of its entries. */
  sign: {
    path: 'File',
    name: 'File name',
    sha256: 'SHA-256',
    sha1: 'SHA-1',
    md5: 'MD5',
    string: 'Text within a file',
    address: 'IP address',
    domain: 'Domain',
    socket: 'Socket',
  },
  signs: 'What to look for',
  noSigns: 'There is nothing to look for at the moment.',
  /** text: what was done, in the words of staff. where: on which of our servers. */
  contained:
    '{where, select, all {{text} on all {count, number} servers since <since></since>.} some {{text} on {count, number} of {total, number} servers since <since></since>.} one {{text} on {server} since <since></since>.} unnamed {{text} on one of {total, plural, one {# server} other {# servers}} since <since></since>.} other {{text} since <since></since>.}}',
  wasContained:
    '{where, select, all {{text} on all {count, number} servers from <since></since> to <until></until>.} some {{text} on {count, number} of {total, number} servers from <since></since> to <until></until>.} one {{text} on {server} from <since></since> to <until></until>.} unnamed {{text} on one of {total, plural, one {# server} other {# servers}} from <since></since> to <until></until>.} other {{text} from <since></since> to <until></until>.}}',
  containment: 'What we have done',
  notContained: 'No measures are listed at the moment.',
  /** What staff may begin their list with. */
  first: {
    library:
      'A library with the name of a genuine one, which the SSH service loads. Some systems ship a genuine one.',
    name: 'A name that no package uses: a library which the SSH service loads.',
    later: 'A library of later versions of the same kit.',
    address: 'Where what was recorded was sent.',
    socket: 'A socket that the kit listens on.',
    laterSocket: 'A socket of later versions of the same kit.',
    reference: 'CERT-Bund and ESET on Linux/Ebury, from 2013 on',
  },
} as const
