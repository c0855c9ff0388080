/** Every shortcut of the window, in the order in which the list of them shows. None of them writes. */
export const shortcuts: readonly {
  readonly where: string
  readonly keys: readonly (readonly [keys: readonly string[], what: string])[]
}[] = [
  {
    where: 'Everywhere',
    keys: [
      [['mod', 'k'], 'Go to a deal, or do something'],
      [['mod', '1'], 'First profile of the list, and so on to 9'],
      [['g', 'i'], 'Inbox'],
      [['g', 'u'], 'Customers'],
      [['g', 'c'], 'Credits'],
      [['g', 'r'], 'Runs'],
      [['g', 'w'], 'Workflows'],
      [['g', 'l'], 'Links'],
      [['g', 'd'], 'Drift'],
      [['g', 's'], 'Settings'],
      [['g', 'h'], 'Help'],
      [['?'], 'This list'],
      [['esc'], 'Back by one level'],
    ],
  },
  {
    where: 'In a deal',
    keys: [
      [['enter'], 'Review and provision'],
      [['mod', 'enter'], 'In the sheet: agree'],
    ],
  },
  {
    where: 'In a list',
    keys: [
      [['/'], 'Search'],
      [['up'], 'Up, also K'],
      [['down'], 'Down, also J'],
      [['Home'], 'First'],
      [['End'], 'Last'],
      [['enter'], 'Open'],
      [['x'], 'Select, in the inbox'],
      [['shift', 'down'], 'Select a stretch, also Shift and a click'],
      [['mod', 'a'], 'Select all under the filter'],
      [['space'], 'Peek, and close it again'],
      [['mod', 'r'], 'Catch up with Salesforce'],
    ],
  },
]
