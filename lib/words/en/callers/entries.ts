/** Of lists of servers, for staff and for callers of the API, whose contract is English. */
export const entries = {
  /** What is wrong with a server, as it follows the field's name and a colon. */
  problems: {
    hostname: 'has to be a host name of letters, digits, dots and hyphens, such as web07.example.com',
    label: 'has to be 1 to 60 characters without line breaks',
    aliases: 'has to be names, at most 100, with blanks between',
    addresses: 'has to be IP addresses, at most 100, with blanks between',
    group: 'has to be at most 80 characters without line breaks',
    note: 'has to be at most 500 characters without line breaks',
    namedTwice: '{name} stands at {line} already',
    nameTaken:
      '{isRetired, select, yes {a retired server is called {name}: bring that one back} other {the server {by} is called {name} already}}',
    unknownField:
      'there is no field "{name}": a server has hostname, and if you like label, aliases, addresses, group and note',
  },
  /** What is wrong with a file or a list. */
  lists: {
    noHostname:
      'The first line has no column "hostname". It names the columns: hostname, and if you like label, aliases, addresses, group and note. Or write one full host name a line, and nothing else.',
    noList: 'This is no list of servers. In YAML each begins with "- hostname: …", all equally far in.',
    empty: 'nothing stands here',
    noServers: 'no server stands here, and all others would be retired',
    tooMany: 'there are more than {most} servers, and no more are read at once',
    tooManyGroups: 'there are more than {most} new groups: is another column meant?',
  },
} as const
