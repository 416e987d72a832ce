import { answerAlerts, answerHandshake } from '#lib/flows/alerts/answer-alerts.ts'

type Context = { params: Promise<{ source: string }> }

async function answer(request: Request, { params }: Context): Promise<Response> {
  const { source } = await params
  return answerAlerts(request, { format: source, pathToken: null }, new Date())
}

export { answer as GET, answer as HEAD, answer as POST, answer as PUT, answerHandshake as OPTIONS }
