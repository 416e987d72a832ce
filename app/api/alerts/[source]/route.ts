import { answerAlerts } from '#lib/flows/answer-alerts.ts'

type Context = { params: Promise<{ source: string }> }

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { source } = await params
  return answerAlerts(request, { format: source, pathToken: null }, new Date())
}
