/** What was read and not applied is forgotten after this long: it is full of addresses. */
export const importKeptSeconds = 2 * 86_400

/** Who reads or writes notes how far that is; silent for this long, its process was ended. */
export const importSilentSeconds = 180
