import { forPrograms } from '#app/api/answered.ts'
import { answerMailEvents } from '#lib/flows/sending/answer-mail-events.ts'
import { answerMailReport } from '#lib/flows/sending/answer-mail-report.ts'

/** A mail that came back, or what Resend posts. */
async function answer(request: Request): Promise<Response> {
  const isMail = request.headers.get('content-type')?.toLowerCase().startsWith('message/')
  return isMail ? answerMailReport(request, new Date()) : answerMailEvents(request, new Date())
}

export const POST = forPrograms('a returned mail', answer)
