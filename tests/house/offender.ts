/** A file as somebody might write it, and the rule that must stop it; null: nothing is wrong with it. */
export type Offender = { title: string; file: string; text: string; stoppedBy: string | null }
