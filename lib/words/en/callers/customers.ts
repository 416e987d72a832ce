/** What is said of the customer map to staff, and to callers of the API, whose contract is English. */
export const customers = {
  /** What is wrong with a line, as it follows the field's name and a colon. */
  problems: {
    domain: 'has to be a domain such as example.com',
    server: 'has to be a name or an address of a server',
    account: 'has to be at most 200 characters, and no control characters',
    contacts: 'has to be a list of at most 50 e-mail addresses',
    foreignMailbox:
      'has an address with letters such as ö before the @, to which no mail can be sent from here: leave it out',
    unknownServer: 'no server is known as "{server}"',
    ambiguousServer: 'more than one server is known as "{server}"',
    placedTwice: 'stands at {line} already, on another server',
  },
  /** What is wrong with a file or a list. */
  files: {
    noColumns:
      '{missing, select, both {The first line has no column "domain" and no column "server". It names the columns: domain, server, and if you like account and contacts.} other {The first line has no column "{missing}". It names the columns: domain, server, and if you like account and contacts.}}',
    empty: 'the file is empty',
    noCustomers: 'no customer stands here, and all others would be removed',
  },
} as const
