/** Coming from another product, at the desk. */
export const deskImports = {
  onePage: {
    comingFromAnotherProduct: 'Coming from another product',
    cutOff: 'Nothing has come of it for some minutes: its process was ended.',
    goOn: 'Go on',
    stopAndForget: 'Stop, and forget it',
    tryAgain: 'Try again',
    writeIt: 'Write it',
    forgetIt: 'Forget it',
    itWasWrittenNobody: 'It was written. Nobody was mailed.',
    progress: '{state}: {count, number} {hasOf, select, yes {({of})} other {}}',
    lookAgain: 'Look again',
    fromProduct: 'From {product} {site}',
  },
  importWords: {
    itIsBeingRead: 'It is being read',
    couldNotRead: 'It could not be read',
    waitsForYou: 'It waits for you to look at it',
    itIsBeingWritten: 'It is being written',
    itWasWritten: 'It was written',
    jsonThatYouSaved:
      'JSON that you saved of it, such as components, incidents and subscribers of its API, or a ZIP of several such files.',
    cachetKeyOrUser:
      'A key of your user, under API info. It takes one request a second, so a long history takes minutes.',
    idOfThePage: 'Id of the page, where the key opens several',
    aZipOfWhat:
      'A ZIP of what its API answered, one file each: components.json, component-groups.json, incidents.json, schedules.json, subscribers.json.',
    addressHint:
      'The address of the site; of Cachet 3 with its path, if it has one. With a token of an administrator subscribers come, too.',
    zipHint:
      'A ZIP of the site’s folder: config.yml and content/issues. GitHub makes one under Code, Download ZIP.',
    aZipOfTheRepository:
      'A ZIP of the repository. Put what GitHub’s API answers for its issues and their comments into it as issues.json and issue-comments.json.',
    githubHint:
      'GitHub is asked for the repository. A private one needs a token; without one GitHub allows 60 requests an hour.',
    repositoryAsOwnerRepository: 'Repository, as owner/repository',
    sqliteHint:
      'Its SQLite database, of Kener 3 or 4: copy it while Kener is stopped. Subscribers come this way alone.',
    theAddressOfKener: 'The address of Kener 4, and an API key.',
    kumaDbOfVersion:
      'kuma.db of version 1 or 2, copied while Uptime Kuma is stopped, or a ZIP of it; or the JSON backup of version 1, which has monitors alone.',
    slugOfOneStatus: 'Slug of one status page, where not all of them are meant',
    openstatusYamlItsMonitors: 'openstatus.yaml: its monitors become servers.',
    workspaceKey: 'A key of the workspace.',
    slugOfThePage: 'Slug of the page, where there are several',
  },
  previewParts: {
    nothingWasWrittenYet: 'Nothing was written yet. This is what it would do now.',
    whatComes: 'What comes',
    openThere: 'Open there',
    openAreShown: 'They are shown as open here, too, and told to nobody. End them here when they are over.',
    withoutAHostName: 'Without a host name',
    hostsUnknown:
      'Nothing says at which host they are. Each is called as below until you give it its host name under Servers; before that no alert can mean it.',
    whatStaysThere: 'What stays there',
  },
  productForms: {
    fileAndSize: '{file} At most 3 MB; npm run import-from takes more.',
    file: 'File',
    readTheFile: 'Read the file',
    keyHint: '{api} The key is used once, and kept nowhere.',
    address: 'Address',
    key: 'Key',
    keyIfYouHave: 'Key, if you have one',
    askIt: 'Ask it',
    timeZone: 'Time zone of its times',
  },
  actions: {
    appliedMeanwhile: 'It was applied or dropped already. Load the page again.',
    itIsBeingWritten: 'It is being written.',
    writeThisLinesNobody: 'Write this: {lines}? Nobody is mailed, and pages show it at once.',
    confirmWrite: 'Yes, write it',
    forgetWhatWasRead: 'Forget what was read? Nothing of it was written.',
    confirmForget: 'Yes, forget it',
  },
  importForms: {
    missingFile: 'is missing: choose a file',
    notInList: 'is not in the list',
    isNoneThatBegins: 'is none that begins with https://',
    isTooLong: 'is too long',
    isLongerThan: 'is longer than {most} characters',
  },
  page: {
    comingFromAnotherProduct: 'Coming from another product',
    settings: 'Settings',
    intro:
      'Servers, incidents, maintenance and subscribers are read there, and shown to you before anything is written. It can be done as often as you like: what came once does not come twice, and what you changed here stays. Nobody is mailed by it.',
    whereFrom: 'Where from',
    whatWasRead: 'What was read',
    stateAndBeginning: '{importState}, begun by {by} at <createdAt></createdAt>',
  },
} as const
