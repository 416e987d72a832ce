/** A server's condition as English says it in any place; to be used within a message. */
export const inCondition =
  '{condition, select, down {down} partly_down {partly down} intermittently_down {intermittently down} slow {slow} intermittently_slow {intermittently slow} being_checked {being checked} without_data {without data} under_maintenance {under maintenance} in_trouble {in trouble} other {fine}}'
