import { answerAlerts, answerHandshake } from '#lib/flows/alerts/answer-alerts.ts'

type Context = { params: Promise<{ token: string; source: string }> }

/** For callers that can send no header: the token is part of the address. */
async function answer(request: Request, { params }: Context): Promise<Response> {
  const { token, source } = await params
  return answerAlerts(request, { format: source, pathToken: token }, new Date())
}

export { answer as GET, answer as HEAD, answer as POST, answer as PUT, answerHandshake as OPTIONS }
