// Asks the page around to show this note, as long as there is something to say.
const root = document.documentElement
const againMs = 60_000
let isDismissed = false

function tell(action) {
  parent.postMessage({ action, height: Math.ceil(document.querySelector('main').scrollHeight) + 2 }, '*')
}

function tellAgain() {
  if (!isDismissed) tell(root.hasAttribute('data-show') ? 'showFrame' : 'dismissFrame')
}

document.addEventListener('click', event => {
  if (!event.target.closest('button')) return
  isDismissed = true
  tell('dismissFrame')
})

async function readAgain() {
  if (document.hidden || isDismissed) return
  const answer = await fetch(location.href).catch(() => null)
  if (!answer?.ok) return
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const main = next.querySelector('main')
  if (main.textContent === document.querySelector('main').textContent) return
  document.querySelector('main').replaceWith(main)
  root.toggleAttribute('data-show', next.documentElement.hasAttribute('data-show'))
  tellAgain()
}

if (root.hasAttribute('data-show')) tellAgain()
addEventListener('resize', () => root.hasAttribute('data-show') && tellAgain())
if (root.hasAttribute('data-again')) setInterval(readAgain, againMs)
