/** "one hour", "36 hours", "3 days": how long a link works. */
const span =
  '{unit, select, days {{count, plural, one {# day} other {# days}}} other {{count, plural, =1 {one hour} other {# hours}}}}'

/** The mails that are no notices: questions, links, answers, and what staff get. */
export const mail = {
  link: '{label}: {url}',
  fact: '{name}: {value}',
  linkBelow: '{label}:\n{url}',
  copyLink: 'If the button does not work, open this address:',
  forStaff: 'You get this because you are staff of {site}.',
  subscription: {
    subject: 'Please confirm: notices about {targets}',
    preview: 'One click, and {site} writes to you about {targets}.',
    heading: 'Shall we write to you about {targets}?',
    whatComes:
      'You get a short mail when there is trouble, when it gets worse, and when it is over. Nothing else.',
    onlyTheEnd: 'You get one short mail when it is over. Nothing else.',
    more: '{count, plural, other {# more}}',
    confirm: 'Yes, write to me',
    validFor: `The link works for ${span}.`,
    why: 'Somebody gave this address to {site}. If it was not you, do nothing: you get no more mail.',
  },
  comment: {
    subject: 'Please confirm your comment on “{post}”',
    preview: 'One click, and your comment reaches {site}.',
    heading: 'Is this comment yours?',
    where: 'It was written on “{post}”:',
    confirm: 'Yes, it is mine',
    validFor: `The link works for ${span}. Your address is never shown.`,
    why: 'Somebody gave this address to {site}. If it was not you, do nothing: the comment is not shown.',
    own: 'Change or delete the comment',
  },
  advance: {
    subject: 'Before it is public: {title}',
    preview: '{site} tells you before others: you have something on a server that it is about.',
    text: 'You read this before it is public, because you have something on a server that it is about.',
    read: 'Read it',
    keep: 'Only customers of these servers have this link. Please give it to nobody, and say nothing of it in public yet: who does not know of this cannot use it against you and others.',
    why: 'You get this because you asked {site} for warnings about your servers.',
    change: 'Change what you get',
    stop: 'Stop all notices',
  },
  reply: {
    subject: '{author} has answered your comment on “{post}”',
    heading: '{author} has answered your comment.',
    staffAuthor: '{author} of {site}',
    where: 'On “{post}”:',
    read: 'Read the answer',
    howToAnswer: 'To write back, answer on the page: nobody reads answers to this mail.',
    why: 'You get this because you wrote a comment at {site} from this address. Nobody sees your address.',
    stop: 'Stop mails about answers to this comment',
  },
  quote: {
    link: '[link]',
    cut: '{beginning} …',
  },
  preferences: {
    subject: 'Change what you get',
    preview: 'Your link to what {site} writes to you about.',
    heading: 'Change what you get.',
    whatItDoes: 'This link shows what we write to you about, and lets you change or end it.',
    open: 'Open my notices',
    validFor:
      'It works for {hours, plural, =1 {one hour} other {# hours}}. Keep it to yourself: whoever has it can change your notices.',
    why: 'Somebody asked {site} for this link. If it was not you, do nothing: nothing changes.',
  },
  destination: {
    plain: '{channel} {address}',
    labelled: '{label} ({channel} {address})',
    open: 'Open your preferences',
    why: 'You get this because you asked {site} to tell you there.',
    quarantined: {
      subject: 'We have stopped sending to {destination}',
      heading: 'We have stopped sending to {destination}.',
      whatHappened:
        'Messages did not arrive there any more: it failed ten times within an hour, or it told us that it is gone. You go on getting notices by the other ways that you have, and by mail where none is left.',
      whatToDo:
        'When you have repaired it, send a test from your preferences: it is used again as soon as the test arrives. Otherwise we forget it after {days, plural, one {# day} other {# days}}.',
    },
    purged: {
      subject: 'We have removed {destination}',
      heading: 'We have removed {destination}.',
      whatHappened:
        'Messages had not arrived there for {days, plural, one {# day} other {# days}}, so we have forgotten it. You can add it again at any time.',
    },
  },
  signIn: {
    subject: 'Sign in to {site}',
    preview: 'Your link to the desk works for {minutes, plural, =1 {one minute} other {# minutes}}, once.',
    whatItDoes: 'This link opens the desk on the device where you open it.',
    button: 'Sign in',
    validFor: 'It works for {minutes, plural, =1 {one minute} other {# minutes}}, once.',
    why: 'Somebody asked to sign in with this address. If it was not you, do nothing: nobody gets in without this mail.',
  },
  signInChange: {
    heading: {
      'new-device': 'You have signed in to {site} on a new device',
      'code-used': 'A recovery code of yours was used at {site}',
      'code-used-by': '{name} has signed in to {site} with a recovery code',
      'passkey-added': 'You have a new passkey at {site}',
      'passkey-removed': 'A passkey of yours at {site} was removed',
    },
    facts: '{device}, from the address {from}, at {moment}.',
    ifNotYou:
      'If that was you, there is nothing to do. If not, somebody else reads your mail or has one of your devices: end all other sessions on the page of your account, remove what you do not know there, and tell an owner of this site.',
    askThem:
      'A recovery code stands in for a passkey that is lost. Ask {name} by another way than mail whether it was them. If not, remove them under People: that ends all their sessions at once.',
    account: 'Open your account',
    people: 'Open People',
  },
  welcome: {
    subject: 'You are invited to the desk of {site}',
    heading: 'You are invited to the desk of {site}.',
    preview: '{staff} has invited you. The link in this mail lets you in.',
    whatIsThere:
      '{staff} has invited you. At the desk you see what is held, write to customers and plan work, as your role allows.',
    said: '{staff} writes: {said}',
    button: 'Open the desk',
    howTo:
      'The link works once, for {days, plural, one {# day} other {# days}}. Later you type this address at the desk, and we mail you another one. There is no password.',
    why: 'You get this because {staff} of {site} has given us this address. If you do not know them, do nothing: nobody gets in without your mailbox.',
  },
  removal: {
    subject: '{name} was removed from the desk of {site}',
    heading: '{name} sits at the desk no longer.',
    whatHappened: '{staff} has removed {name} from the staff, and every session of theirs has ended.',
    button: 'See what was done',
    whatToDo: 'If that was right, there is nothing to do. If not, invite {name} again, under People.',
    why: 'You get this because you are an owner of the desk of {site}.',
  },
  proof: {
    subject: 'Mail of {site} arrives',
    heading: 'Mail arrives.',
    preview: 'The code is {code}.',
    whatToDo: 'Type this code at the desk, under First steps, or open the link: {code}',
    button: 'Say that it has arrived',
  },
  release: {
    subject: 'Notices wait for you: {count, plural, one {# mail} other {# mails}}',
    heading: '{count, plural, one {# mail waits} other {# mails wait}} for you.',
    preview: 'Nothing is sent until you release it or drop it.',
    whatHappened:
      'The notice of “{post}” is for {count, plural, other {# customers}}, and much was mailed within the last hour already. So it is held, and further ones like it: release them at the desk when they are right, or drop them when a scanner has gone wild.',
    open: 'Open the desk',
    rest: 'The site itself shows everything already. You get this mail once.',
  },
} as const
