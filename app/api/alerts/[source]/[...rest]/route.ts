import { answerAlerts, answerHandshake } from '#lib/flows/alerts/answer-alerts.ts'

type Context = { params: Promise<{ source: string; rest: string[] }> }

/** For tools that append a path of their own to the address that they are given. */
async function answer(request: Request, { params }: Context): Promise<Response> {
  const { source, rest } = await params
  return answerAlerts(request, { format: source, pathToken: null, below: rest.join('/') }, new Date())
}

export { answer as GET, answer as HEAD, answer as POST, answer as PUT, answerHandshake as OPTIONS }
