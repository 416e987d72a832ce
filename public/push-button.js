// Adds a button that lets this browser take messages. Without scripts there is none, for only a script can ask for it.
const place = document.querySelector('[data-push-key]')
const { pushKey, token, ...said } = place?.dataset ?? {}

if (pushKey && 'serviceWorker' in navigator && 'PushManager' in window) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button'
  button.dataset.look = 'side'
  button.textContent = said.button
  const status = document.createElement('p')
  status.role = 'status'
  place.append(button, status)
  button.addEventListener('click', () => {
    button.disabled = true
    subscribe().catch(error => {
      button.disabled = false
      status.textContent = said.failed.replace('{reason}', () => error.message)
    })
  })
}

async function subscribe() {
  if ((await Notification.requestPermission()) !== 'granted') throw new Error(said.denied)
  await navigator.serviceWorker.register('/push.js')
  const worker = await navigator.serviceWorker.ready
  const subscription = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: pushKey,
  })
  const { endpoint, keys } = subscription.toJSON()
  send({ token, channel: 'web-push', address: endpoint, p256dh: keys.p256dh, auth: keys.auth })
}

/** Sends the same kind of form as the page has for the other ways. */
function send(fields) {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = `${document.documentElement.dataset.base ?? ''}/api/destinations/add`
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input')
    input.type = 'hidden'
    input.name = name
    input.value = value
    form.append(input)
  }
  document.body.append(form)
  form.submit()
}
