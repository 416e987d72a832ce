// One line in a page of yours shows what is the matter at the hoster, and nothing while all is well:
// <script src="https://status.example.com/embed/script.js"></script>
// data-server, data-domain: about this server, or about the servers of this domain. data-place="here": where the line
// stands, above a form, instead of in a corner. data-language="de": in a language that the status site offers. data-field: a field with the customer's domain or address, by its selector.
;(() => {
  const tag = document.currentScript || document.querySelector('script[src$="/embed/script.js"]')
  const site = new URL(tag.src).origin
  const { server, domain, field, language } = tag.dataset
  const place = tag.dataset.place === 'here' ? 'here' : 'corner'
  const frame = document.createElement('iframe')
  let isShown = false
  let height = 0

  function addressFor(name) {
    const query = new URLSearchParams({ place })
    if (innerWidth < 450) query.set('mobile', 'true')
    if (name) query.set('domain', name)
    const path = name
      ? '/embed/caller'
      : server
        ? `/embed/frame/${encodeURIComponent(server)}`
        : '/embed/frame'
    return `${site}${language ? `/${language}` : ''}${path}?${query}`
  }

  function layOut() {
    const corner =
      innerWidth < 450
        ? 'left:0;right:0;bottom:0;width:100%;height:115px'
        : 'left:60px;bottom:60px;width:320px;height:115px'
    const away = isShown ? '' : ';visibility:hidden'
    frame.style.cssText =
      place === 'here'
        ? `display:block;border:0;width:100%;margin:${isShown ? 12 : 0}px 0;height:${isShown ? height : 0}px${away}`
        : `position:fixed;z-index:9999;border:0;box-shadow:0 4px 24px rgb(0 0 0/.25);${corner}${away}`
    frame.tabIndex = isShown ? 0 : -1
  }

  function show(asked = {}) {
    isShown = true
    height = Math.min(Number(asked.height) || height || 115, 600)
    layOut()
  }

  function dismiss() {
    isShown = false
    layOut()
  }

  addEventListener('message', event => {
    if (event.source !== frame.contentWindow || event.origin !== site) return
    const { action } = event.data || {}
    if (action === 'showFrame') show(event.data)
    if (action === 'dismissFrame') dismiss()
  })
  addEventListener('resize', layOut)

  // Of an address of a mailbox only its domain leaves the page.
  if (field)
    addEventListener('change', event => {
      if (!event.target.matches?.(field)) return
      const name = event.target.value.trim().replace(/^.*@/, '')
      dismiss()
      frame.src = addressFor(name.includes('.') ? name : domain)
    })

  function start() {
    frame.title = 'Status'
    frame.src = addressFor(server ? '' : domain)
    layOut()
    if (place === 'here') tag.after(frame)
    else document.body.append(frame)
  }
  if (document.body) start()
  else addEventListener('DOMContentLoaded', start)

  window.statusEmbedTest = () => show()
})()
