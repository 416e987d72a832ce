// Local times, and changes.
/** Of a page in another language than English, and at its address. */
const { tag = 'en-GB', base = '' } = document.documentElement.dataset
const clock = { hour: '2-digit', minute: '2-digit' }
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
const main = document.querySelector('main')

function wordsOf(at, show) {
  const now = new Date()
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric'
  const day = { day: 'numeric', month: 'short', year }
  const moment = at.toDateString() === now.toDateString() ? clock : { ...day, ...clock }
  return at.toLocaleString(tag, { clock, day, moment }[show])
}

/** In the reader's zone. */
function localise(root) {
  for (const time of root.querySelectorAll('time[data-show]')) {
    const at = new Date(time.dateTime)
    time.textContent = wordsOf(at, time.dataset.show)
  }
  for (const field of root.querySelectorAll('input[name=zone]')) field.value = zone
}

/** The main part of a page, or null. again: asks once more, where a cache in front may have given what was a moment ago. */
async function load(address, again) {
  try {
    const answer = await fetch(address, { cache: 'no-cache' })
    if (again && answer.headers.has('age')) setTimeout(again, 2e3 + Math.random() * 1e3, 1)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const next = page.querySelector('main')
    localise(next)
    next.title = page.title
    return answer.ok ? next : null
  } catch {
    return null
  }
}

/** What was typed stays. */
function keep(next) {
  for (const old of main.querySelectorAll('input, textarea, select, details, #answer')) {
    const twin = old.id && next.querySelector(`#${CSS.escape(old.id)}`)
    if (!twin) continue
    for (const state of ['value', 'checked', 'open']) if (state in old) twin[state] = old[state]
    if (old.id === 'answer') twin.replaceChildren(...old.childNodes)
  }
}

const follows = root => root.querySelector('[data-follows]')?.dataset.follows

async function refresh(turn) {
  const next = await load(location.href, turn !== 1 && refresh)
  // Whoever asks too often gets no answer, and keeps the one they have.
  if (!next || (follows(main) && !follows(next))) return
  const before = document.title
  const focused = document.activeElement?.id
  keep(next)
  main.replaceChildren(...next.childNodes)
  document.title = next.title
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true })
  if (next.title !== before)
    document.getElementById('live').textContent = main.querySelector('h1')?.textContent
}

/** A copy of the site has no stream, and answers no form. */
const isCopy = document.querySelector('[data-copy]')
let stream
let heardAt = 0
/** Each is called with the paths of pages that changed. */
const hearers = [
  changed => {
    const own = follows(main)
    // Months follow the history; * is any page.
    const paths = `${own ?? (location.pathname.slice(base.length).replace(/y\/2.*/, 'y') || '/')} *`.split(
      ' ',
    )
    // What is made for one reader, or has changed for all, is not asked for by all of them at once.
    const isSpread = own || changed.includes('*')
    if (changed.some(path => paths.includes(path))) setTimeout(refresh, isSpread ? Math.random() * 2e3 : 0)
  },
]

function follow() {
  stream = new EventSource('/live')
  // What changed in between, nobody has told.
  stream.onerror = () => {
    stream.onopen = refresh
  }
  stream.addEventListener('pages', ({ data, timeStamp }) => {
    heardAt = timeStamp
    for (const hear of hearers) hear(JSON.parse(data))
  })
}

if (!isCopy) {
  follow()
  main.addEventListener('focusin', () => import('/finding.js'))
  // Where no stream passes, the page looks by itself.
  setInterval(() => {
    const isOver = stream.readyState > 1
    if (isOver) follow()
    if (isOver || performance.now() - heardAt > 6e4) void refresh()
  }, 3e4)
}

localise(document)
const said = document.querySelector('[data-zone]')
said.textContent = said.dataset.zone.replace('*', zone)
if (document.cookie) void import('/yours.js')
