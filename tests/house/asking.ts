/** Why an action of the desk is done without a question. */
type Why =
  /** Nobody is mailed by it, and the same place takes it back. */
  | 'can be taken back'
  /** Nobody is mailed by it, and it adds: what was there stays. */
  | 'adds'
  /** Its form says in a sentence whom it mails, how many those are, or what is gone for good. */
  | 'its form says it'
  /** It stands on a page of its own that shows what it will do, with the numbers. */
  | 'its page is the question'
  /** It mails whoever presses it, or one person whose address was just typed. */
  | 'one person, named'
  /** It only brings forward what is told anyway. */
  | 'brings forward'
  /** It does what another action does, which asks. */
  | 'by an action that asks'
  /** It signs a person in or out. */
  | 'a door'

/** The actions that ask nothing, by file below app/desk. Whoever adds one says here why, or lets it ask. */
export const askNothing: Readonly<Record<string, Readonly<Record<string, Why>>>> = {
  '(door)/actions.ts': {
    enter: 'a door',
    enterWithCode: 'a door',
    goToCompany: 'a door',
    setUp: 'a door',
    join: 'a door',
  },
  'passkey-actions.ts': {
    askToSignIn: 'a door',
    signInByPasskey: 'a door',
    askToMake: 'adds',
    makePasskey: 'adds',
  },
  '(staff)/actions.ts': {
    publishGuess: 'by an action that asks',
    dismissGuess: 'by an action that asks',
    answerStillTrue: 'its form says it',
    makeRuleOf: 'can be taken back',
    acknowledge: 'adds',
    takeOn: 'adds',
    keepIt: 'adds',
    takeWaiting: 'adds',
    leave: 'a door',
  },
  '(staff)/account/actions.ts': { namePasskey: 'can be taken back', endOne: 'a door' },
  '(staff)/agents/actions.ts': { make: 'adds', renewAgent: 'its form says it' },
  '(staff)/posts/found-actions.ts': { addToOther: 'by an action that asks' },
  '(staff)/comments/actions.ts': {
    answerIt: 'one person, named',
    hide: 'can be taken back',
    show: 'can be taken back',
    settleIt: 'can be taken back',
    clarify: 'can be taken back',
    close: 'can be taken back',
  },
  '(staff)/customers/actions.ts': { upload: 'adds', apply: 'its page is the question' },
  '(staff)/deliveries/actions.ts': { sendNoticeNow: 'brings forward', sendDeliveriesNow: 'brings forward' },
  '(staff)/first-run/actions.ts': {
    mailCode: 'one person, named',
    confirm: 'adds',
    callSiteRight: 'adds',
    putAside: 'adds',
  },
  '(staff)/incidents/actions.ts': {
    enterPast: 'adds',
    takeBack: 'its form says it',
    correct: 'its form says it',
    reopen: 'its form says it',
    change: 'can be taken back',
    merge: 'its form says it',
  },
  '(staff)/incidents/compose.ts': {
    composeUpdate: 'by an action that asks',
    composeEnd: 'by an action that asks',
  },
  '(staff)/incidents/server-actions.ts': { split: 'its form says it' },
  '(staff)/incidents/template-actions.ts': { keep: 'adds' },
  '(staff)/keys/actions.ts': {
    switchTools: 'can be taken back',
    renew: 'its form says it',
    limit: 'can be taken back',
  },
  '(staff)/mail/actions.ts': { lift: 'its form says it' },
  '(staff)/containment/actions.ts': {
    recordTaken: 'can be taken back',
    changeTaken: 'can be taken back',
    endTaken: 'can be taken back',
  },
  '(staff)/indicators/actions.ts': {
    addSign: 'can be taken back',
    editSign: 'can be taken back',
    addFirst: 'adds',
    previewSigns: 'adds',
    applyGiven: 'its page is the question',
  },
  '(staff)/maintenance/own-work-actions.ts': { endOwn: 'can be taken back' },
  '(staff)/sources/own-work-actions.ts': { switchOwn: 'can be taken back' },
  '(staff)/maintenance/actions.ts': {
    complete: 'its form says it',
    cancel: 'its form says it',
    move: 'its form says it',
    shift: 'its form says it',
    extend: 'its form says it',
    updateMaintenance: 'its form says it',
  },
  '(staff)/people/actions.ts': {
    addWay: 'one person, named',
    tryWay: 'one person, named',
    confirmWay: 'adds',
    removeWay: 'can be taken back',
    switchMine: 'can be taken back',
    chooseQuiet: 'can be taken back',
    moveUpOrDown: 'can be taken back',
    invite: 'one person, named',
    sendAgain: 'one person, named',
    takeBackInvitation: 'can be taken back',
  },
  '(staff)/people/sign-in/actions.ts': { saveSignIn: 'can be taken back' },
  '(staff)/posts/actions.ts': { save: 'can be taken back' },
  '(staff)/posts/ahead-actions.ts': {
    planIt: 'can be taken back',
    dropPlan: 'can be taken back',
    openIt: 'its page is the question',
    closeIt: 'its form says it',
    pin: 'can be taken back',
    unpin: 'can be taken back',
    saveProgress: 'can be taken back',
  },
  '(staff)/posts/[id]/review/actions.ts': {
    saveIt: 'can be taken back',
    waive: 'can be taken back',
    setTime: 'can be taken back',
    takeTimeBack: 'can be taken back',
  },
  '(staff)/servers/actions.ts': {
    add: 'adds',
    edit: 'can be taken back',
    bringBack: 'can be taken back',
    arrange: 'can be taken back',
  },
  '(staff)/servers/group-actions.ts': {
    addOne: 'adds',
    editOne: 'can be taken back',
    moveOne: 'can be taken back',
  },
  '(staff)/servers/import-actions.ts': { giveList: 'adds', applyList: 'its page is the question' },
  '(staff)/readers/actions.ts': { makeSecret: 'adds' },
  '(staff)/sources/actions.ts': {
    createSource: 'adds',
    rotate: 'its form says it',
    disable: 'can be taken back',
    enable: 'can be taken back',
    saveSettings: 'can be taken back',
    saveRules: 'can be taken back',
    sendTest: 'adds',
  },
  '(staff)/brands/actions.ts': {
    saveBrandLook: 'can be taken back',
    saveBrandPictures: 'can be taken back',
    saveBrandServers: 'can be taken back',
  },
  '(staff)/settings/actions.ts': {
    saveSite: 'can be taken back',
    saveLanguages: 'can be taken back',
    saveTimes: 'can be taken back',
    saveShown: 'can be taken back',
    saveLook: 'can be taken back',
    savePictures: 'can be taken back',
    saveSender: 'can be taken back',
  },
  '(staff)/settings/imports/actions.ts': {
    readFromFile: 'adds',
    readFromAddress: 'adds',
  },
  '(staff)/subscribers/actions.ts': {
    addByHand: 'one person, named',
    editOwn: 'can be taken back',
    uploadSubscribers: 'adds',
    applySubscribers: 'its page is the question',
    stopInviting: 'its form says it',
    liftOne: 'its form says it',
    endAll: 'its form says it',
    erase: 'its form says it',
  },
  '(staff)/token-actions.ts': { makeToken: 'adds' },
  '(staff)/unmatched/actions.ts': { createServer: 'adds', linkServer: 'can be taken back' },
}
