import { describe, expect, it } from 'vitest'
import { type Found, filesIn, type Measure, proseIn, proseOf } from './prose.ts'

/** What only programs read, what a protocol spells in English, and what is a name. */
const programTexts = new Set([
  'light dark',
  'Bearer {}',
  'Basic {}',
  'GET, HEAD',
  'RCPT TO',
  'MAIL FROM',
  'Connection: close',
  '400 Bad Request',
  '408 Request Timeout',
  '431 Request Header Fields Too Large',
  'Microsoft Teams',
  // A word of patterns in STIX.
  'AND',
  // A field of a template, as staff type it.
  'next update',
  // What lib/front logs of a request, and answers to programs.
  'a request failed',
  'The database of this site does not answer. Try again in a few seconds.',
  'Something is wrong with this site itself. Its log says what.',
  'Ask by GET.',
])

/** Files and folders whose English is no sentence for readers, and why. */
const allowed: Record<string, string> = {
  'lib/rules/sending/refusal.ts':
    'what mail servers answer in English, and how an answer begins where it is kept, by which it is known again',
  'lib/rules/languages/language.ts': 'the names of languages, each in its own',
  'app/api/': 'answers to programs are English by contract',
  'app/desk/': 'desk-words.test.ts looks into it',
  'app/_components/desk/': 'desk-words.test.ts looks into it',
  'lib/channels/webhook/statuspage-body.ts': 'the words of Statuspage, by contract',
  'lib/mail/notice/sample-facts.ts': 'what stands in the samples that the desk shows of each mail',
  'lib/mail/returned/': 'what came back, told to mail servers and staff',
  'lib/mail/templates/look.ts': 'styles',
  'lib/mail/transport/': 'what a provider answered, kept for staff',
  'lib/rules/': 'measured by phrases',
  'lib/words/': 'the catalogue itself',
  'lib/alerts/': 'answers to monitoring tools are English by contract, and so is what staff paste into them',
  'lib/api/': 'answers to programs are English by contract',
  'lib/body/': 'answers to programs are English by contract',
  'lib/customers/csv': 'problems of files, answered to programs',
  'lib/documents/discovery/sitemap.ts': 'what only crawlers read',
  'lib/documents/embed/frame-style.ts': 'styles',
  'lib/documents/openapi/': 'the contract of programs is English',
  'lib/data-dir.ts': 'told in a terminal',
  'lib/env.ts': 'told in a terminal, and what the company is called where nothing is set',
  'lib/network-words.ts': 'why nothing arrived at an address, kept for staff',
  'lib/operating-variables.ts': 'told in a terminal',
  'lib/faults/': 'said while nothing can be looked up, and lines of the log',
  'lib/flows/agents/install-ways.ts': 'what staff paste into a terminal',
  'lib/flows/alerts/': 'answers to programs are English by contract',
  'lib/flows/brands/place-servers.ts': 'the name of an error',
  'lib/flows/containment/answer-measure.ts': 'answers to programs are English by contract',
  'lib/flows/customers/answer-customers.ts': 'answers to programs are English by contract',
  'lib/flows/destinations/listen-to-bot.ts': 'lines of the log',
  'lib/flows/imports/write-subscribers.ts': 'what the record keeps as proof',
  'lib/flows/indicators/answer-indicators.ts': 'answers to programs are English by contract',
  'lib/flows/indicators/change-indicators.ts': 'what the record keeps',
  'lib/flows/languages/draft-languages.ts': 'what a translator lacks, kept for staff',
  'lib/flows/maintenance/answer-own-work.ts': 'answers to programs are English by contract',
  'lib/flows/mirror/list-copies.ts': 'the name of a program',
  'lib/flows/moving/': 'told in a terminal',
  'lib/flows/notices/plan-notice.ts': 'lines of the log',
  'lib/flows/notices/refresh-told.ts': 'lines of the log',
  'lib/flows/posts/answer-progress.ts': 'answers to programs are English by contract',
  'lib/flows/reminders/begin-reminder.ts': 'why an attempt was given up, kept for staff',
  'lib/flows/sending/answer-mail': 'answers to programs are English by contract',
  'lib/flows/sending/attempt-': 'why an attempt was given up, kept for staff',
  'lib/flows/sending/claim-messages.ts': 'why an attempt was given up, kept for staff',
  'lib/flows/sending/load-messages.ts': 'why an attempt was given up, kept for staff',
  'lib/flows/sending/write-mail.ts': 'why an attempt was given up, kept for staff',
  'lib/flows/sending/send-within-rate.ts': 'why an attempt was given up, kept for staff',
  'lib/flows/sending/sample-mails.ts': 'what stands in the samples that the desk shows of each mail',
  'lib/flows/sending/show-gallery.ts': 'what stands in the samples that the desk shows of each mail',
  'lib/flows/servers/answer-servers.ts': 'answers to programs are English by contract',
  'lib/flows/servers/take-out-of-service.ts': 'why an alert was ignored, kept for staff',
  'lib/flows/settings/admit-caller.ts': 'answers to programs are English by contract',
  'lib/flows/settings/answer-leaked.ts': 'answers to programs are English by contract',
  'lib/flows/settings/refuse-caller.ts': 'answers to programs are English by contract',
  'lib/flows/settings/first-run.ts': 'what the record keeps',
  'lib/flows/settings/prove-mail.ts': 'what the record keeps',
  'lib/flows/settings/load-key.ts': 'told in a terminal',
  'lib/flows/settings/seal-stored.ts': 'told in a terminal',
  'lib/flows/settings/seed-demo.ts': 'a name in the demo',
  'lib/flows/sign-in/refuse-sign-in.ts': 'what the record keeps',
  'lib/flows/sources/admit-agent.ts': 'answers to programs are English by contract',
  'lib/flows/sources/authenticate-source.ts': 'answers to programs are English by contract',
  'lib/flows/sources/test-source.ts': 'the summary of a test alert',
  'lib/flows/spool/spool-request.ts': 'answers to programs are English by contract',
  'lib/flows/staff/ask-sign-in.ts': 'lines of the log',
  'lib/flows/staff/export-audit.ts': 'a file for programs',
  'lib/flows/subscribers/suppress-refused.ts': 'why an address gets no more, kept for staff',
  'lib/identity/company.ts': 'scopes of OpenID Connect',
  'lib/identity/with-cause.ts': 'the name of an error',
  'lib/imports/': 'headers, SQL and names of formats',
  'lib/log/': 'lines of the log',
  'lib/look/svg.ts': 'names of SVG',
  'lib/mirror/': 'names of targets and of spans',
  'lib/moving/seal-stream.ts': 'marks of a format',
  'lib/posts/': 'what authors of posts are told, who write Markdown and see its signs',
  'lib/servers/yaml-list.ts': 'problems of files, answered to programs',
  'lib/telemetry/': 'what each figure is, for programs',
  'lib/translator/': 'what a translator is asked, and what it lacked',
  'lib/workers/': 'lines of the log and names of spans',
  'lib/front/brands/brand-hosts.ts': 'lines of the log',
  'lib/front/brands/check-branded.ts': 'lines of the log',
  'lib/front/brands/serve-brand.ts': 'answers to programs are English by contract',
  'lib/front/front.ts': 'answers to programs are English by contract',
  'lib/front/pass-on.ts': 'answers to programs are English by contract',
  'lib/front/passable.ts': 'answers to programs are English by contract',
  'lib/front/live/live-stream.ts': 'the format of a stream of events',
  'lib/front/page-cache.ts': 'lines of the log',
  'lib/front/known-pages.ts': 'lines of the log',
  'lib/front/open-front.ts': 'lines of the log',
  'lib/front/rendering/draw.ts': 'lines of the log',
  'lib/front/rendering/observe-render.ts': 'names of spans',
  'lib/front/rendering/render-answer.ts': 'lines of the log',
  'lib/front/serve-page.ts': 'lines of the log',
  'lib/front/proxy-watch.ts': 'lines of the log, and a warning at the desk',
  'lib/front/rendering/render-queue.ts': 'a word for the log',
}

function textsIn(folders: readonly string[], measure: Measure): Found[] {
  const isAllowed = (file: string) => Object.keys(allowed).some(place => file.startsWith(place))
  const found = filesIn(folders, isAllowed).flatMap(file => proseIn(file, measure))
  return found.filter(({ text }) => !programTexts.has(text))
}

function misplaced(found: readonly Found[]): string[] {
  return found.map(({ file, line, text }) => `${file}:${line} “${text.slice(0, 80)}” belongs into lib/words.`)
}

it('no rule says a phrase: it returns facts, and lib/words says them', () => {
  expect(misplaced(textsIn(['lib/rules'], 'phrases'))).toEqual([])
})

it('nothing that readers get says a sentence of its own outside lib/words', () => {
  expect(misplaced(textsIn(['app', 'lib'], 'prose'))).toEqual([])
})

it('every place whose English is let pass is there', () => {
  const files = filesIn(['app', 'lib'], () => false)
  expect(Object.keys(allowed).filter(place => !files.some(file => file.startsWith(place)))).toEqual([])
})

describe('words for people', () => {
  /** #{…} stands for a value of a template. */
  const found = (source: string, measure: Measure = 'prose') =>
    proseOf(source.replaceAll('#{', '${'), 'a.tsx', measure).map(each => each.text)

  it.each([
    ["const a = 'being checked'", 'being checked'],
    ['const a = `#{label} is slow while we work on it.`', '{} is slow while we work on it.'],
    ['const a = `Since #{time}`', 'Since {}'],
    ['const a = `and #{count} more #{what}`', 'and {} more {}'],
    ['const a = <p>Saved.</p>', 'Saved.'],
    ['const a = <p>{isOpen ? "in progress" : null}</p>', 'in progress'],
    ['const a = <Field label="Name" />', 'Name'],
    ['const a = <Field label={isNew ? "Name" : b} />', 'Name'],
    ["throws('The name is taken.')", 'The name is taken.'],
  ])('are found: %s', (source, text) => expect(found(source)).toEqual([text]))

  it.each([
    'const a = <p className="grid gap two columns">{b}</p>',
    "const a = 'mt-2 text-sm text-soft underline underline-offset-4'",
    "throw new Error('A notice was to be written of nothing.')",
    "const a = new TypeError('It is none.')",
    "console.error('allclear: the page is kept', error)",
    "log.warn({ page }, 'the page is kept')",
    "type A = 'after quote'",
    "import a from 'a b c'",
    'const a = <path d="M6 0a6 6 0 1 1 0 12a6 6" />',
  ])('are not: %s', source => expect(found(source)).toEqual([]))

  it.each(["'Resolved'", "'partly down'", '`#{a} and #{b}`', '`#{count} min`'])('of a rule: %s', source => {
    expect(found(`const a = ${source}`, 'phrases')).toHaveLength(1)
  })

  it.each(["'major_outage'", "'no-spf'", '`#{a}:#{b}`', "'whsec_'", "'UTC'"])('of no rule: %s', source => {
    expect(found(`const a = ${source}`, 'phrases')).toEqual([])
  })
})
