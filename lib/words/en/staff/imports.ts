/** What comes from another product, as the desk and the command line say it. */
export const imports = {
  product: {
    statuspage: 'Atlassian Statuspage',
    cachet: 'Cachet',
    cstate: 'cState',
    upptime: 'Upptime',
    kener: 'Kener',
    'uptime-kuma': 'Uptime Kuma',
    openstatus: 'openstatus',
  },
  /** Whose forms are known. */
  versions: {
    statuspage: 'API v1, or JSON saved of it',
    cachet: '2.3, 2.4 and 3',
    cstate: '4 to 6',
    upptime: '1',
    kener: '3 and 4',
    'uptime-kuma': '1.18 to 2',
    openstatus: 'API of 2026, or its openstatus.yaml',
  },
  kind: {
    group: '{count, plural, one {# group} other {# groups}}',
    server: '{count, plural, one {# server} other {# servers}}',
    incident: '{count, plural, one {# incident} other {# incidents}}',
    advisory: '{count, plural, one {# advisory} other {# advisories}}',
    maintenance: '{count, plural, one {# maintenance} other {# maintenances}}',
    subscriber: '{count, plural, one {# subscriber} other {# subscribers}}',
  },
  kinds: {
    group: 'Groups: {names}',
    server: 'Servers: {names}',
    incident: 'Incidents: {names}',
    advisory: 'Advisories: {names}',
    maintenance: 'Maintenance: {names}',
    subscriber: 'Subscribers: {names}',
  },
  fate: {
    new: '{what} new',
    known: '{what} here already: nothing is changed',
    changed: '{what} changed there: brought up to date',
    same: '{what} brought before, and unchanged since',
    kept: '{what} changed there and here: left as here',
    gone: '{what} brought before and deleted here: not brought again',
  },
  /** Why something stays there. */
  left: {
    'unconfirmed-subscriber':
      '{count, plural, one {# address} other {# addresses}} that nobody has confirmed there, or that asks for nothing: not brought.',
    'quarantined-subscriber':
      '{count, plural, one {# address} other {# addresses}} that took no mail there any more: not brought.',
    sms: '{count, plural, one {# telephone number} other {# telephone numbers}}: a number is proven by its owner, here anew.',
    webhook:
      '{count, plural, one {# webhook} other {# webhooks}}: its owner adds it here, with an address that is confirmed.',
    chat: '{count, plural, one {# channel of a chat} other {# channels of chats}}: their owners add them here.',
    'other-channel':
      '{count, plural, one {# subscriber} other {# subscribers}} on another channel than mail: their owners add it here.',
    'subscribers-not-offered':
      'Subscribers: the product does not give them to this key. Export them there, and bring them as CSV under Subscribers.',
    'unreadable-address': '{count, plural, one {# address} other {# addresses}} that no mail can go to.',
    'watches-nothing-that-came':
      '{count, plural, one {# subscriber} other {# subscribers}} of things that do not come over: asked for nothing else, so not brought.',
    hidden: '{count, plural, one {# thing} other {# things}} that readers do not see there either',
    'private-page': '{count, plural, one {# page} other {# pages}} that not everybody may read there',
    'recurring-work':
      '{count, plural, one {# maintenance that comes again} other {# maintenances that come again}}: plan it here, under Maintenance',
    'work-without-server':
      '{count, plural, one {# planned maintenance} other {# planned maintenances}} of no server in particular: plan it here, under Maintenance',
    'odd-time': '{count, plural, one {# entry} other {# entries}} whose times are missing or impossible',
    shortened: '{count, plural, one {# text} other {# texts}} too long for here, and cut',
    unreadable: '{count, plural, one {# entry} other {# entries}} that cannot be read',
    'too-many': '{count, plural, one {# entry} other {# entries}} beyond what is brought in one go',
    'trouble-without-incident':
      '{count, plural, one {# server} other {# servers}} in trouble there without an open incident: shown as fine here until an alert or a person says otherwise',
    metric: '{count, plural, one {# metric} other {# metrics}}',
    template: '{count, plural, one {# template} other {# templates}}',
    'entries-not-offered':
      '{count, plural, one {# incident} other {# incidents}} whose later entries were not in what was given',
    deleted: '{count, plural, one {# entry} other {# entries}} deleted there',
  },
  /** names: the first of them. */
  named: '{sentence}: {names}.',
  /** Why nothing could be read. */
  problem: {
    'not-this-product': 'This is nothing that {product} has written, or of a version that we do not know.',
    'unreadable-file': 'The file is damaged, or in a form that nothing here reads.',
    'too-large': 'There is more in it than can be read.',
    'too-many-files': 'There are too many files in it: give the folder of the product alone.',
    'no-such-file': 'There is no such file.',
    'bad-address': 'This is no address that can be asked. It begins with https://.',
    'address-not-public':
      'This address leads into a network of your own, which this site does not ask from the desk. Use the command line: npm run import-from.',
    'no-answer': '{product} did not answer as it should. Try again later.',
    'key-refused': '{product} does not take this key, or it may not read what is needed.',
    'not-found-there': '{product} has no such page. Look at the address, and at the page’s name.',
    'too-slow': 'It took too long, and was stopped.',
    'too-many-requests': 'It would take more requests than are made in one go.',
    'page-missing': 'Say which page of {product} is meant.',
  },
  /** detail: what the other side or the file said. */
  problemDetail: '{problem} ({detail})',
  nothing: 'There is nothing in it that could come over.',
} as const
