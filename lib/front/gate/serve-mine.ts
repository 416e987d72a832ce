import type { Exchange } from '#lib/front/exchange.ts'
import { addressIn } from '#lib/front/languages/address.ts'
import { withId } from '#lib/front/plain-answer.ts'
import { pageSecurity } from '#lib/front/security.ts'
import { servePersonal } from '#lib/front/serve-page.ts'
import { keepPrivate, privateHead } from './keep-private.ts'
import { cookiesOf } from './pass-gate.ts'

/** Serves a customer the page of their own servers, made for them alone; whom nobody handed over is led to the door. */
export async function serveMine(exchange: Exchange): Promise<void> {
  const { request, response, parts } = exchange
  const token = await parts.gate.readerToken(cookiesOf(request))
  const isClosed = (await parts.gate.readership()) === 'staff'
  if (token === null || isClosed) {
    response.writeHead(
      302,
      withId([...pageSecurity, ...privateHead, 'Location', addressIn(exchange.language, '/enter')]),
    )
    response.end()
    return
  }
  keepPrivate(response)
  await servePersonal(exchange, {}, `/mine/${token}`)
}
