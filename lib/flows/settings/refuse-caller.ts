/** What is wrong with one field of what was sent. field: as it is written there, "servers.0". */
export type WrongField = { field: string; reason: string }

/** Why a request to the API was not done. */
export type ApiRefusal = {
  status: number
  /** A sentence on what happened and what to do. */
  detail: string
  errors?: readonly WrongField[]
  headers?: Record<string, string>
  /** What else a program may want to read. */
  more?: Record<string, unknown>
}

const titles: Readonly<Record<number, string>> = {
  400: 'Not readable',
  401: 'No valid key',
  403: 'Not allowed',
  404: 'Nothing there',
  405: 'Other method',
  409: 'Changed meanwhile',
  413: 'Too large',
  415: 'Other form of body',
  422: 'Not acceptable',
  429: 'Too often',
  500: 'Our fault',
  503: 'Not now',
}

/** The refusal as problem details (RFC 9457). message says the same for programs that were written before. */
export function answerRefusal({ status, detail, errors, headers, more }: ApiRefusal): Response {
  const body = { type: 'about:blank', title: titles[status] ?? 'Refused', status, detail, message: detail }
  return new Response(JSON.stringify({ ...body, ...(errors ? { errors } : {}), ...more }), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })
}
