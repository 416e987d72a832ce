import { answerAlerts } from '#lib/flows/answer-alerts.ts'

type Context = { params: Promise<{ token: string; source: string }> }

/** For callers that can send no header: the token is part of the address. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { token, source } = await params
  return answerAlerts(request, { format: source, pathToken: token }, new Date())
}
