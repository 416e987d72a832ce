/** A job could not be done, for a reason that passes and is nobody's fault here: it is tried again later. */
export class TryLater extends Error {}
