/** Without the marks of words and of code, which pages show as look and plain forms leave out. */
export function unmarked(text: string): string {
  return text.replace(/(?<![\w/.*])\*{1,2}(\p{L}+)\*{1,2}(?![\w/])/gu, '$1').replace(/`([^`]+)`/g, '$1')
}

/** Texts that markup, mail and shells give a meaning to. Readers must get the words as they were typed. */
export const awkwardTexts: readonly (readonly [name: string, text: string])[] = [
  ['single tildes', 'It takes 1~2 hours for the disks and 3~4 hours for the rest, below ~/mail and ~root.'],
  ['stars and underscores', '*all* of /home/*/mail and __init__'],
  ['paths with stars', 'Move /home/*/mail and /var/*/log, 2*3*4 and *.log* too.'],
  ['underscores', 'The _acme-challenge_ of my_old_name and __FILE__ and snake_case_name.'],
  ['strong words', 'Do **not** restart, *please*.'],
  ['backticks', 'Run `df -h` and then `ls *` or a single ` sign.'],
  ['angle brackets', 'Load is <5 and >3, <b>not</b> <script>alert(1)</script>, a <-> b.'],
  ['braces and ampersands', 'Set {host} to R&D & Co., 50 % of "quoted" \'words\'.'],
  [
    'addresses',
    'See https://example.com/~jane/a_b_c?x=1&y=*2* or www.example.com, write to jane_doe@example.com.',
  ],
  ['leading dashes', '- web07 is done\n- web08 is next'],
  ['other bullets', '* web07 is done\n* web08 is next'],
  ['leading numbers', '3. first the disks\n4. then the memory'],
  ['numbers with brackets', '1) first the disks\n2) then the memory'],
  ['a year at the beginning', '2013. That was the year.'],
  ['CJK', '磁盘需要1~2小时,**重要**,请稍候。\n日本語のテキスト'],
  ['right to left', 'الخادم web07 يعمل الآن. השרת פועל'],
  ['emoji', 'Done 🎉👩‍🔧🏳️‍🌈 :tada: ✅'],
  ['a long line', `${'word '.repeat(40)}and ${'x'.repeat(120)} at the end.`],
  ['a line of only a dot', 'Before.\n.\nAfter.'],
  ['From at the beginning of a line', 'The mail:\nFrom here on all is well.\nFrom there too.'],
  ['a line of dashes', 'Above\n---\nbelow\n-- \nsignature'],
  ['a heading and a quote', '# no heading\n> no quote\n    no code'],
  ['mentions', '@everyone <!channel> <@U1> #general [x] !important'],
]
