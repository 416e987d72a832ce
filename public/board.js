// The board: its filter, and what stays as it was when the board changes.
const page = document.querySelector('main')
const byId = id => document.getElementById(id)
/** What the reader opened or closed, by the id of its title. */
const folds = new Map()
/** What is at the top of the screen. */
let spot = null

const terms = () => byId('filter')?.value.toLowerCase().split(/\s+/).filter(Boolean) ?? []

/** Shows what has all words. Returns how many. */
function sift(words) {
  let count = 0
  for (const group of byId('wall').children) {
    const name = group.querySelector('h3').textContent
    let here = 0
    for (const item of group.querySelectorAll('li')) {
      const host = item.firstChild.getAttribute('href').split('/').at(-1)
      const text = `${name} ${host} ${item.textContent}`.toLowerCase()
      item.hidden = !words.every(word => text.includes(word))
      if (!item.hidden) here += 1
    }
    group.hidden = here === 0
    count += here
  }
  return count
}

/** What a filter leaves is open. */
function fold(isFiltered) {
  for (const each of byId('wall').querySelectorAll('details')) {
    const isEmpty = !each.querySelector('li:not([hidden])')
    each.hidden = isEmpty
    each.open = isFiltered || (folds.get(each.firstChild.id) ?? 'open' in each.dataset)
  }
}

function show() {
  if (!byId('wall')) return
  const words = terms()
  const count = sift(words)
  fold(words.length > 0)
  const output = byId('filter-box')?.querySelector('output')
  if (!output) return
  const total = byId('wall').querySelectorAll('li').length
  const said = words.length > 0 ? output.dataset.count : ''
  output.textContent = said.replace('{shown}', count).replace('{total}', total)
}

function note() {
  const top = each => each.getBoundingClientRect().top
  const at = scrollY > 0 && [...page.querySelectorAll('[id]')].find(each => top(each) >= 0)
  spot = at ? { id: at.id, top: top(at) } : null
}

/** A fold that is as the site has it may open with trouble. */
function remember({ target }) {
  if (!target.closest('#wall')) return
  const { id } = target.firstChild
  if (target.open === 'open' in target.dataset) folds.delete(id)
  else if (terms().length === 0) folds.set(id, target.open)
  note()
}

/** Of another page only the sentence of live.js is read out. */
function keepPlace() {
  byId('filter-box')?.querySelector('output').setAttribute('aria-live', 'off')
  show()
  const twin = spot && byId(spot.id)
  if (twin) scrollBy(0, twin.getBoundingClientRect().top - spot.top)
}

page.addEventListener('input', ({ target }) => {
  if (target.id !== 'filter') return
  byId('filter-box').querySelector('output').removeAttribute('aria-live')
  show()
})
page.addEventListener('toggle', remember, true)
addEventListener('scroll', note, { passive: true })
new MutationObserver(keepPlace).observe(page, { childList: true })

page.dataset.isFiltered = ''
if (terms().length > 0) show()
note()
