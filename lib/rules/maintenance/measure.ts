/** Countermeasures that staff begin with one press: a search for what does not belong there, a restart, a rule of the firewall. */
export const countermeasures = ['scan', 'reboot', 'block'] as const
export type Measure = (typeof countermeasures)[number]

/** What nobody completes by then is over. */
export const measureSeconds = 3_600
