// Where a typed domain is hosted, put below its field; live.js, whose load this is, asks for this file when somebody begins to type.
addEventListener('submit', async event => {
  if (event.target.nextElementSibling?.id !== 'answer') return
  event.preventDefault()
  const address = `${base}/find?${new URLSearchParams(new FormData(event.target))}`
  const found = await load(address)
  // The page may have been made anew meanwhile.
  const place = document.getElementById('answer')
  if (!found || !place) return location.assign(address)
  const sentence = document.createElement('p')
  sentence.className = 'answer'
  sentence.textContent = found.querySelector('h1').textContent
  place.replaceChildren(sentence, ...found.querySelector('[data-finding]').childNodes)
})
