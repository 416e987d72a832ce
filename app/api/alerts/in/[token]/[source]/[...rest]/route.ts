import { answerAlerts, answerHandshake } from '#lib/flows/alerts/answer-alerts.ts'

type Context = { params: Promise<{ token: string; source: string; rest: string[] }> }

/** For tools that append a path of their own to the address that they are given. */
async function answer(request: Request, { params }: Context): Promise<Response> {
  const { token, source, rest } = await params
  return answerAlerts(request, { format: source, pathToken: token, below: rest.join('/') }, new Date())
}

export { answer as GET, answer as HEAD, answer as POST, answer as PUT, answerHandshake as OPTIONS }
