// The server that this browser remembers, on top of each page; live.js, whose load and hearers these are, asks for this file.
const name = /(?:^|; )(?:__Host-)?allclear-server=([\w.-]+)/.exec(document.cookie)?.[1]
const place = document.querySelector('main')
let shown = null

/** The banner is a part of the server's own page, which is kept and the same for all. */
async function show(turn) {
  const page = await load(base + (shown?.dataset.path ?? `/servers/${name}`), turn !== 1 && show)
  const banner = page?.querySelector('.yours')
  if (!banner) return
  const sentence = each => each?.querySelector('a').textContent
  if (shown && sentence(shown) !== sentence(banner))
    document.getElementById('live').textContent = sentence(banner)
  shown?.remove()
  shown = banner
  banner.hidden = false
  place.before(banner)
}

if (name) {
  hearers.push(changed => {
    if (changed.includes(shown?.dataset.path)) void show()
  })
  void show()
}
