/** Why there is no page, or no answer: the database is away, it takes too long, or a fault of ours. */
export class RenderFailure extends Error {
  readonly fault: 'away' | 'late' | 'bug'

  constructor(fault: RenderFailure['fault'], why: string) {
    super(why)
    this.fault = fault
  }
}
