/** The agents on servers, as the desk shows the fleet. */
export const deskAgents = {
  onePage: {
    agent: 'Agent',
    agents: 'Agents',
    theAgentOnLabel: 'The agent on {label}',
    disabledSince: 'disabled since <disabledAt></disabledAt>',
    itsServer: 'its server',
    itsAlerts: 'its alerts',
    rulesAndSettings: 'rules and settings',
    neverHeard:
      'It was made <createdAt></createdAt> and never heard. Was its line lost? Make a new token, and paste what stands there then.',
    foundOnThisServer: 'Found on this server',
    saysOfItself: 'What it says of itself',
    notLookedAt: 'Not looked at',
    token: 'Token',
    tokenBegins: 'Its token begins with <code>{tokenStart}</code>.',
    itSignsEachRequest: 'It signs each request; without a right signature none counts.',
    itDoesNotSign: 'It does not sign its requests: a new token brings a secret to sign with.',
    previousTokenAndSecret:
      'The token and the secret before are good until <previousTokenUntil></previousTokenUntil>.',
    othersKnowThePresent:
      'Others know the present ones: they end now, and the agent is refused until it has the new ones',
    makeANewToken: 'Make a new token and secret',
    disabled: 'It is disabled: its requests are refused.',
    disabledMeans: 'A disabled agent is refused like a stranger, and its silence is no sign of anything.',
    enable: 'Enable',
    disable: 'Disable',
  },
  agentFacts: {
    reportItTouchesNothing: 'report: it touches nothing',
    copyMode: 'copy: it keeps a copy of what it finds',
    moveItTakesWhat: 'move: it takes what it finds out of reach',
    nothingYet: 'Nothing yet.',
    first: '<receivedAt></receivedAt>, first <firstAt></firstAt>',
    spooledAndDropped: '{spooled, number} requests, {dropped, number} dropped',
    itsOwnList: 'its own list',
    indicatorVersion: 'version {indicators, number}',
    lastHeard: 'Last heard',
    mode: 'Mode',
    startedBy: 'Started by',
    firstLook: 'First look',
    outOfReach: 'Out of reach',
    waits: 'Waits at the agent',
    indicators: 'Indicators',
    version: 'Version',
    checks: 'Checks',
    versionAndNewest: '{isBehind, select, yes {{version} (newest is {newest})} other {{version}}}',
    checksInTime: '{checks, number}{hasTime, select, yes {, in {seconds, number, ::.0} s} other {}}',
    files: '{quarantined, plural, one {# file} other {# files}}',
  },
  agentRow: {
    heard: 'heard <receivedAt></receivedAt>',
    madeAndNotInstalled: 'made, and not installed yet',
    calledHarmless: '{harmless, number} called harmless',
    notLookedAt: '{unknown, number} not looked at: {firstUnknown}',
    waitAtAgent: '{spooled, number} wait at the agent',
    dropped: '{dropped, number} were dropped',
    found: '{openFindings, number} found',
    checks: '{checksRun, number} checks',
    indicators: 'indicators {indicators}',
    version: '{isBehind, select, yes {{version}, newest is {newest}} other {{version}}}',
  },
  standingWord: {
    somethingIsFound: 'something is found',
    silent: 'silent',
    neverHeard: 'never heard',
    notAllIsLooked: 'not all is looked at',
    looksFindsNothing: 'looks, finds nothing',
  },
  actions: {
    noScript:
      'This site has no agent to hand out: the file public/agent/allclear-agent is missing where it runs. Nothing was made.',
    unknownServer:
      'No one server is called "{unknown}". Write host names or labels, such as web07, or add it under Servers first.',
    writeAServerChoose: 'Write a server, choose a group, or tick all.',
    tooMany: 'These are {ids, number} servers. Make agents for at most {mostAtOnce, number} at a time.',
    thereHasAnAgent:
      '{thereCount, plural, one {{there} has an agent already. To install it anew, make a new token on its page.} other {All of these have an agent already. To install one anew, make a new token on its page.}}',
    noAgentAnyMore: 'This source is no agent any more.',
    changedMeanwhile:
      'Nothing was changed: a colleague changed this agent since you opened the page. Load it again to see how it is now.',
  },
  agentForms: {
    tooLong: 'are longer than 500,000 characters',
    notOurs: 'is not one of ours',
  },
  newPage: {
    makeAgents: 'Make agents',
    putAgents: 'Put an agent on servers',
    whatAgentsDo:
      'An agent looks for suspicious files every five minutes and tells this site what it finds. It changes no firewall, deletes nothing and takes no commands from here.',
    noServerIsEntered: 'No server is entered yet: <new>add one</new> first.',
    andAllWithout: 'And the {without, number} servers that have none',
    makeWhatToPaste: 'Make what to paste',
    servers: 'Servers',
    hostNamesOrLabels: 'Host names or labels, one a line or with commas between them.',
  },
  page: {
    agents: 'Agents',
    whatAgentsDo:
      'An agent looks at its own server every five minutes. That it finds nothing is no proof that nothing is there. <agent>What it does, its commands, and how to remove it</agent>',
    putAgents: 'Put an agent on servers',
    whatWasFound: 'What was found',
    noAgentFits: 'No agent fits.',
    server: 'Server',
    howItStands: 'How it stands',
    any: 'any',
    group: 'Group',
    all: 'all',
    noGroup: 'no group',
    show: 'Show',
    noAgents: 'No agent looks at any server yet',
    somethingIsFound:
      '{findings, plural, one {Something is found on one server} other {Something is found on {findings, number} servers}}',
    oneAgentIsSilent:
      '{silent, plural, one {One agent is silent} other {{silent, number} agents are silent}}',
    oneAgentWasNever:
      '{unheard, plural, one {One agent was never heard} other {{unheard, number} agents were never heard}}',
    oneAgentCannotLook:
      '{unsure, plural, one {One agent cannot look at all} other {{unsure, number} agents cannot look at all}}',
    theOneAgentFinds:
      '{all, plural, one {The one agent finds nothing} other {All {all, number} agents find nothing}}',
    everyServerHasAgent: 'Every server has one.',
    oneServerHasNone:
      '{count, plural, one {One server has none.} other {{count, number} servers have none.}}',
    what: 'agents',
    standingCount: '{standing} ({count, number})',
  },
  given: {
    ready:
      '{count, plural, one {Its agent is ready.} other {{count, number} agents are ready.}} Copy what stands here now: it is shown this once, and holds what each proves itself by.',
    there:
      'Left as they are, because they have an agent: {names}{more, plural, =0 {} other { and {more, number} more}}.',
    shownOnce: 'The tokens were shown once.',
    toOne: 'To the page of this agent',
    toAll: 'To all agents',
    saveFile: 'Save the file of tokens',
    fileHint: 'A line for each server: host name, token, secret.',
  },
} as const
