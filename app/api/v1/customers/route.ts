import { answerCustomers } from '#lib/flows/customers/answer-customers.ts'

export const PUT = (request: Request): Promise<Response> => answerCustomers(request, new Date())
export const POST = PUT
export const DELETE = PUT
