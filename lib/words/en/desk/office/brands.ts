/** Brands of resellers at the desk: their list, and all of one brand. */
export const deskBrands = {
  onePage: {
    brand: 'Brand',
    nameAtHost: '{name} at {host}',
    allBrands: 'All brands',
    whatItsReadersSee: 'What its readers see',
    openHost: 'Open {host}',
    theirServers: 'Their servers',
    theseNamesTellWhose:
      '<strong>These names tell whose servers they are:</strong> {names}. Give each a name of the reseller’s below.',
    nameAndAddresses: 'Name and addresses',
    doItsMailsArrive: 'Do its mails arrive?',
    look: 'Look',
    end: 'The end of it',
    retiredMeans:
      'A brand that is retired shows nothing at its host, which never shows your own site either. Added again at the same host, it comes back with its servers, without its readers.',
    retireHost: 'Retire {host}',
    nameIsRetired: '{name} is retired',
    hostShowsNothingAdd: '{host} shows nothing. <new>Add a brand</new> at the same host to bring it back.',
  },
  previewPage: {
    whatABrandsReaders: 'What a brand’s readers see',
    whatReadersSee: 'What readers see at {host}',
    asItIsNow:
      'As it is now, in the colours of the desk; links work there alone. <link>Back to the brand</link>',
  },
  brandSender: {
    mailComesFromAddress:
      'Mail comes from <part>{address}</part>, and what cannot be delivered goes back to it: so have the reseller pass that on to you. Your mail server, or Resend, has to be allowed to send for the domain.',
  },
  brandServersForm: {
    itShowsOneServer:
      '{shown, plural, one {It shows one server now.} other {It shows {shown, number} servers now.}}',
    wholeGroupsWithWhat: 'Whole groups, with what comes into them',
    save: 'Save',
  },
  brandSiteForms: {
    hostName: 'Host name',
    name: 'Name',
    sendersName: 'Sender’s name',
    sendersAddress: 'Sender’s address',
    timeZone: 'Time zone',
    theirWebsite: 'Their website',
    supportHint: 'A page, or a mail address, where their customers ask',
    showUptimeFigures: 'Show uptime figures',
    save: 'Save',
    theme: 'Theme',
    removePicture: 'Take the present one away',
    pictureHint: 'PNG or SVG, at most 256 KiB each.',
    saveThePictures: 'Save the pictures',
  },
  actions: {
    senderNameRefused:
      "The name of the sender holds a sign such as , or '<' that would part it from the address: leave it out.",
    hostTaken: '{host} is the host of another site already.',
    anUnknownAddress: 'an unknown address',
    youAreAtHere:
      'You are at {here}, and this site believes to be at {own}. With a brand, only that address stays yours: set SITE_URL to the address that your readers use, restart, and come back by it.',
    addedItShowsNothing:
      'Added. It shows nothing yet: say under {host}, in the list, which servers are theirs.',
    askAdd:
      'Add {host}? From the first brand on, this site answers at {own} and at the hosts of brands alone: other public names and addresses that lead here answer nothing to readers.',
    confirmAdd: 'Yes, add it',
    savedAllItsPages: 'Saved. All its pages show it in a moment.',
    changedMeanwhile:
      'Nothing was changed: a colleague changed this brand since you opened the page. Copy what you typed, load the page again, and save it then.',
    askMove:
      'Move this brand from {host} to {to}? Links in mails that went out lead to {host}, which answers nothing any more.',
    confirmMove: 'Yes, move it',
    lineIsNoServer:
      'Line {line}, “{typed}”, is none: write a host name of yours, or one and the name that the reseller’s customers read, such as web07.example.com = server1.',
    lineNamesTwice: 'Line {line}, “{typed}”, names what an earlier line does.',
    tooManyServers: 'More than 1,000 servers one by one are too many: put them into a group.',
    savedItsPagesShow: 'Saved. Its pages show these servers in a moment.',
    gone: 'Nothing was changed: this brand was retired.',
    noServerInService: 'No server in service has the host name {name}.',
    sameNameTwice: 'Two servers would be called {name} at this brand: give one another name.',
    retiredItsHostShows: 'Retired. Its host shows nothing any more, and nobody is mailed for it.',
    itWasRetiredAlready: 'It was retired already.',
    retireHostItsPages:
      'Retire {host}? Its pages are gone, and {readers, plural, one {one reader} other {{readers, number} readers}} of its notices get none any more: they would have to ask anew.',
    confirmRetire: 'Yes, retire it',
  },
  brandForms: {
    isNoHostName: 'is no host name, such as status.example.com',
  },
  newPage: {
    addABrand: 'Add a brand',
    allBrandsItShows: '<brands>All brands</brands>. It shows no server until you say which are theirs.',
    hostName: 'Host name',
    suchAsStatusReseller:
      'Such as status.reseller.com: its DNS leads to your proxy, and your proxy passes it on with this name.',
    name: 'Name',
    asTheirCustomersKnow: 'As their customers know them',
    sendersName: 'Sender’s name',
    sendersAddress: 'Sender’s address',
    senderHint:
      'Their mails come from it, and what cannot be delivered goes back to it. Its domain has to name your mail server.',
    addIt: 'Add it',
  },
  page: {
    brands: 'Brands',
    intro:
      'A brand is a status site at a reseller’s own host name: their name and look over the servers that are theirs, with notices in their name. Its readers read facts alone, never your words, and nothing there names you. <resellers>What it takes of DNS, proxy and mail</resellers>.',
    addABrand: 'Add a brand',
    thereIsNoBrand: 'There is no brand but your own',
    brandCount:
      '{count, plural, one {One brand beside your own} other {{count, number} brands beside your own}}',
    serversAndReaders:
      '{servers, plural, one {one server} other {{servers, number} servers}}, {readers, plural, one {one reader by mail} other {{readers, number} readers by mail}}',
    retired: 'retired',
  },
  brandLinesField: {
    singleServers: 'Servers one by one',
    linesHint:
      'One host name of yours in a line; behind “=” what their customers call it, in sentences and addresses. A server of a group above may stand here too, to give it another name.',
  },
} as const
