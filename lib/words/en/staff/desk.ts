/** The first sentence of the desk: the most urgent thing that waits, or that nothing does. */
export const desk = {
  /** A form that nobody could send, given back. */
  kept: {
    title: 'Not sent yet',
    out: 'You are signed out, so nothing was done.',
    away: 'The database does not answer, so nothing was done.',
    text: 'What you typed is kept on this page. Sign in where you were signed out, come back here, and send it again; a file has to be chosen anew on its own page.',
    signIn: 'Sign in (in a new tab)',
    again: 'Send it again',
  },
  /** In place of any page of the desk, while the database is silent. Anybody may read it. */
  away: {
    title: 'The desk is away: the database does not answer',
    since: 'It answered last on {at}.',
    pages:
      'Readers still get every page that was read lately, with a line on it that it may be old. Nothing that was stored is lost.',
    refused: 'Alerts and heartbeats are answered 503, so that what sends them sends them again.',
    spooled:
      'Alerts are kept on the disk of this machine, and read in their order when the database is back.',
    what: 'What to do',
    runs: 'See whether PostgreSQL runs, and start it: <code>systemctl status postgresql</code>, or <code>docker compose ps</code>. A private one starts again by itself, and says in <code>postgres/postgres.log</code> of the data directory why it does not.',
    room: 'See whether its disk has room: <code>df -h</code>.',
    reached:
      'Where it runs on another machine, see whether this one reaches it: <code>pg_isready -d "$DATABASE_URL"</code>.',
    log: 'The log of this site says in one line when it went, why, and when it is back.',
    again:
      'This page looks again every ten seconds. Nothing has to be started anew here: all goes on by itself.',
  },
  refused: {
    title: 'This page is not yours to open',
    text: 'You are {role, select, reader {a reader} responder {a responder} editor {an editor} other {an owner}} at this desk, and this page needs {least, select, responder {a responder} editor {an editor} other {an owner}}. An owner can change your role, under People: {owners}.',
    back: 'What waits now',
  },
  quiet:
    '{open, plural, =0 {All clear: nothing waits for you.} one {One incident is open, nothing waits for you.} other {# incidents are open, nothing waits for you.}}',
  openSteps:
    '{open, plural, one {One incident is open, and } other {# incidents are open, and }}{left, plural, one {one first step is left.} other {# first steps are left.}}',
  openUnwatched:
    '{open, plural, one {One incident is open, and nothing is watched yet.} other {# incidents are open, and nothing is watched yet.}}',
  /** Nothing can wait where nothing is heard. servers, sources: whether there are any. */
  unwatched:
    '{servers, select, no {{sources, select, no {Nothing is watched yet: there is no server and no source of alerts.} other {Nothing is watched yet: there is no server.}}} other {Nothing is watched yet: no source of alerts is set up.}}',
  /** first: one of those below. */
  waiting:
    '{rest, plural, =0 {{first}.} one {{first}. One more thing waits.} other {{first}. # more things wait.}}',
  /** title: of what it is about. age: how long it has waited, "12 minutes"; of promiseSoon: until when it is due. */
  first: {
    promiseLate: '{title}: the promised update is {age} late',
    untaken: '{title}: nobody has it yet',
    held: '{title}: held for your decision',
    promiseSoon: '{title}: an update is due in {age}',
    end: '{title}: all clear, and ends by itself unless you keep it open',
    cleaned: '{title}: nobody finds it any more, which is no proof: is it over?',
    guess: '{title}: publish?',
    question: '{title}: is it still true?',
    comments: '{title}: a comment waits for an answer',
    withheld: '{title}: customers are not told until you let it go',
    stuck: '{title}',
    unmatched: '{title}',
    silent: '{title} is silent',
  },
} as const
