// Local times, changes, the domain box.
const clock = { hour: '2-digit', minute: '2-digit' }
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
const main = document.querySelector('main')

function wordsOf(at, show) {
  const now = new Date()
  const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric'
  const day = { day: 'numeric', month: 'short', year }
  const moment = at.toDateString() === now.toDateString() ? clock : { ...day, ...clock }
  return at.toLocaleString('en-GB', { clock, day, moment }[show])
}

/** In the reader's zone. */
function localise(root) {
  for (const time of root.querySelectorAll('time[data-show]')) {
    const at = new Date(time.dateTime)
    time.title = at.toUTCString()
    time.textContent = wordsOf(at, time.dataset.show)
  }
  for (const field of root.querySelectorAll('input[name=zone]')) field.value = zone
}

/** The main part of a page, or null. */
async function load(address) {
  try {
    const answer = await fetch(address)
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

async function refresh() {
  const next = await load(location.href)
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
const copy = document.querySelector('[data-copy]')
const stream = copy ? {} : new EventSource('/live')
stream.addEventListener?.('pages', event => {
  const own = follows(main)
  // Months follow the history.
  const paths = own?.split(' ') ?? [location.pathname.replace(/y\/2.*/, 'y')]
  // What is made for one reader is not asked for by all of them at once.
  if (JSON.parse(event.data).some(path => paths.includes(path)))
    setTimeout(refresh, own ? Math.random() * 2000 : 0)
})
stream.onerror = () => {
  stream.onopen = refresh
}

addEventListener('submit', async event => {
  const place = event.target.nextElementSibling
  if (copy || place?.id !== 'answer') return
  event.preventDefault()
  const address = `/find?${new URLSearchParams(new FormData(event.target))}`
  const found = await load(address)
  if (!found) return location.assign(address)
  const sentence = document.createElement('p')
  sentence.className = 'answer'
  sentence.textContent = found.querySelector('h1').textContent
  place.replaceChildren(sentence, ...found.querySelector('[data-finding]').childNodes)
})

localise(document)
document.querySelector('[data-zone]').textContent = `Times are yours (${zone}).`
if (document.cookie) void import('/yours.js')
