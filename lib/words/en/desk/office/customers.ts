/** The map of customers at the desk, its files, and the record of one customer. */
export const deskCustomers = {
  recordForms: {
    from: 'From',
    to: 'To',
    show: 'Show',
    daysHint: 'Whole days by the clocks of {zone}, ten years at most',
    pdfToBeSent: 'PDF, to be sent',
    monthsAsCsv: 'Months as CSV',
    incidentsAsCsv: 'Incidents as CSV',
  },
  recordIncidents: {
    onlyFirstShown:
      'The first {mostShown, number} of {incidents, number} are shown. The files have all of them.',
    fromToAndLength:
      '<from></from> to {hasUntil, select, yes {<until></until>} other {{lasting}}} · {minutesIn}',
    minutes: {
      down: '{minutes, number} min down',
      partly: '{minutes, number} min partly down',
      degraded: '{minutes, number} min degraded',
      maintenance: '{minutes, number} min maintenance',
    },
  },
  recordMonths: {
    onlyFirstMonthsShown:
      'The first {mostLines} of {lines, number} months are shown. The files have all of them.',
    monthsOfLabel: 'Months of {label}',
  },
  route: {
    formUnreadable: 'The form cannot be read. Go back, and load the page again.',
    thereIsNoSuch: 'There is no such record. {recordProblem}',
  },
  onePage: {
    customer: 'Customer',
    customers: 'Customers',
    whatAffectedCustomer: 'What affected {customer}',
    thereIsNoRecord: 'There is no record of this time. {recordProblem}',
    serversAndDomains: 'Servers and domains',
    andMoreDomains: ' and {domainCount, number} more',
  },
  customerFileReport: {
    whatThisFileDoes: 'What this file does',
    counts:
      '{added, number} new, {moved, number} moved to another server, {changed, number} with other contacts or account, {unchanged, number} as they are{isWhole, select, yes {, {removed, number} removed, because they are not in the file} other {}}. {problemCount, number} with a problem.',
    lineProblem: 'Line {at}{hasField, select, yes {, {field}} other {}}: {customerProblem}',
    andMoreProblems: 'and {problemCount, number} more',
    keepOthers: 'Keep the domains that are not in the file',
    replaceMap: 'Make the file the whole map',
    nothingCanBeApplied:
      'Nothing can be applied: {isWhole, select, yes {the whole map is only replaced by a file without problems.} other {no line is right.}}',
    applyRightLines: 'Apply the lines that are right',
    apply: 'Apply',
  },
  actions: {
    missingFile: 'is missing: choose a CSV file',
    thisFileWasApplied: 'This file was applied or dropped already. Upload it again if need be.',
    nothingWasChangedCorrect: 'Nothing was changed: correct the lines above first.',
  },
  page: {
    customers: 'Customers',
    domaincountOnTheMap:
      '{count, plural, =0 {No domain is} one {One domain is} other {{count, number} domains are}} on the map of customers',
    whoAsksForNotices:
      'Who asks for notices about a domain hears of the server that this map names, also after a move. It counts for addresses at the domain and for its contacts; for all others DNS counts. Nobody outside sees the map.',
    whatAffectedOneCustomer: 'What affected one customer',
    accountOrDomain: 'Account or domain',
    show: 'Show',
    whoMayRead: 'Who may read the site, and how your panel lets customers in',
    uploadAFile: 'Upload a file',
    csvTheFirstLine:
      'CSV. The first line names the columns, in any order: domain, server, and if you like account and contacts (addresses, with spaces between). You see what it does before anything changes.',
    seeWhatItDoes: 'See what it does',
    letAnotherSystemSend: 'Let another system send them',
    putByTokens:
      'PUT to /api/v1/customers, as JSON or CSV, with one of these tokens. They can do nothing else.',
    appliedAddedNewMoved: 'Applied: {added} new, {moved} moved, {changed} changed, {removed} removed.',
  },
  recordProblem: {
    unknownCustomer:
      'The customer map has no account and no domain of this name. Look at its spelling, or upload the customers.',
    noDay: 'A day of it is none. Choose both from the calendar, or write them like 2026-11-30.',
    daysReversed: 'Its last day is before its first one. Exchange them.',
    notBegun: 'Its first day has not come yet. Choose an earlier one.',
    itIsLongerThan: 'It is longer than ten years. Choose a shorter time.',
    itHasMoreThan:
      'It has more than {servers, number} servers, {serverMonths, number} months of servers or {incidents, number} incidents. Choose a shorter time, or one domain instead of the account.',
    busy: 'Others draw theirs at the moment. Press the button again in half a minute.',
  },
} as const
