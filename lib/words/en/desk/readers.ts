/** What readers may do and how they sign in, at the desk. */
export const deskReaders = {
  actions: {
    everybodyReads: 'Everybody may read the site from now on.',
    customersRead: 'Only customers whom your panel hands over, and staff, may read the site from now on.',
    onlyStaffMayRead: 'Only staff may read the site from now on.',
    askOpen: 'Open the site to everybody, search engines and programs too?',
    askClose:
      'Close the site to all but customers whom your panel hands over? Feeds, badges and notes in pages of others show nothing any more; mails to subscribers go on.',
    closeTheSiteToAll:
      'Close the site to all but staff? Feeds, badges and notes in pages of others show nothing any more; mails to subscribers go on.',
    notInList: 'is not in the list',
    confirm: 'Yes, do it',
    thereAreTwoAlready: 'There are two already. End the one that your panel does not use any more.',
    copyNow: 'Copy it now, it is not shown again: {secret}',
    endedNobodyIsHanded: 'Ended. Nobody is handed over with it any more.',
    itWasEndedAlready: 'It was ended already.',
    endItForGood:
      'End it for good? A panel that still uses it lets nobody in. Who is in already stays for up to 12 hours.',
    confirmEnd: 'Yes, end it',
  },
  page: {
    readers: 'Readers',
    everybody: 'Everybody',
    anybodyOnTheInternet: 'Anybody on the Internet reads the site, as do programs.',
    customers: 'Customers',
    customersWhomYourPanel:
      'Customers whom your panel hands over read all of the site, and staff do. All others are led to a page that says so.',
    staff: 'Staff',
    onlyWhoIsSigned: 'Only who is signed in at the desk reads the site.',
    whoReads: '{word} may read the site',
    mailsToSubscribersGo:
      'Mails to subscribers go on whatever you choose, and their links to change or end notices work. What other sites keep of badges and feeds may stay there for up to an hour.',
    whoMayRead: 'Who may read it',
    title: 'Who may read the site',
    save: 'Save',
    customersFromYourPanel: 'Customers from your panel',
    panelHint:
      'Your panel sends a customer to <code>{siteUrl}/enter</code> with a signed token that says whose servers they may see: they read <em>their</em> servers at <code2>/mine</code2> without a second sign-in, for 12 hours, on a public site too. Here is <handOver>how such a token is made</handOver>, with examples in PHP, Python and Node.',
    thereIsNoSecret: 'There is no secret yet.',
    secretMade: 'Secret made <value></value>',
    endIt: 'End it',
    makeASecret: 'Make a secret',
    twoHoldAtOnce: 'Two hold at once: make a new one, give it to your panel, then end the old one.',
  },
} as const
