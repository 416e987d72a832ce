/** How long something took, and when it was. */
export const time = {
  minutes: '{minutes, plural, one {# minute} other {# minutes}}',
  hours:
    '{hours, plural, one {# hour} other {# hours}}{minutes, plural, =0 {} one { # minute} other { # minutes}}',
  days: '{days, plural, one {# day} other {# days}}{hours, plural, =0 {} one { # hour} other { # hours}}',
  fullSeconds: '{seconds, plural, one {# second} other {# seconds}}',
  short: {
    seconds: '{count} s',
    minutes: '{count} min',
    hours: '{count} h',
  },
  utc: '{time} UTC',
  utcOfDay: '{day} {time} UTC',
  /** clock: a time, or two by "span". utcDay says on which day UTC is then: none, same, before, after. */
  moment:
    '{clock} {zone}{utcDay, select, none {} before { ({utc} UTC the day before)} after { ({utc} UTC the day after)} other { ({utc} UTC)}}{isToday, select, yes {} other {, {day}}}',
  span: '{from} to {to}',
  /** On pages: a moment of another day, and any time with the name of its zone. */
  dayAndTime: '{day}, {time}',
  inZone: '{time} {zone}',
  /** The same as span, of moments that scripts show in the reader's zone. */
  fromTo: '<from></from> to <to></to>',
  since: 'since <time></time>',
  untilAbout: 'until about <time></time>',
  lasting: '{period} ({duration})',
} as const
