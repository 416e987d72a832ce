import { forPrograms } from '#app/api/answered.ts'
import { getAuth } from '#lib/identity/auth.ts'
import { withCause } from '#lib/identity/with-cause.ts'

/**
 * What the identity library may answer over HTTP. Its links are not among it: their GET would use a link up,
 * and whoever scans mail for viruses opens every link. The desk's own button does that, by POST.
 */
const open = new Set(['GET /api/auth/get-session', 'POST /api/auth/sign-out'])

async function answer(request: Request): Promise<Response> {
  if (!open.has(`${request.method} ${new URL(request.url).pathname}`))
    return new Response('There is nothing here.\n', { status: 404 })
  const auth = await getAuth()
  return withCause(() => auth.handler(request))
}

export const GET = forPrograms('a session', answer)
export const POST = GET
