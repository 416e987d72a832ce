/** JSON as an answer that is written out already: what is said to each of hundreds a second is to cost no more than its text. */
export type JsonAnswer = { status: number; json: string }

/** What a request is answered with. */
export type IntakeAnswer = Response | JsonAnswer
