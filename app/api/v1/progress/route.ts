import { forPrograms } from '#app/api/answered.ts'
import { answerProgress } from '#lib/flows/posts/answer-progress.ts'

export const POST = forPrograms('progress', (request: Request) => answerProgress(request, new Date()))
