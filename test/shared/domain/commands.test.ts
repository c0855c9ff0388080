import { describe, expect, it } from 'vitest'

import { CommandName, commands, placeCommands } from '#shared/domain/commands'

const all = CommandName.options.map((name) => ({ name, ...commands[name] }))

describe('the commands of the window', () => {
  it('have keys of their own, each', () => {
    const used = all.flatMap(({ name, keys, desktop }) =>
      [...new Set([keys, desktop ?? []].filter((each) => each.length > 0).map((each) => each.join('+')))].map(
        (each) => `${each}: ${name}`,
      ),
    )
    const keys = used.map((each) => each.split(': ')[0])
    expect(new Set(keys).size, used.join(', ')).toBe(keys.length)
  })

  it('lead to the places in the order of their numbers', () => {
    const numbered = placeCommands.flatMap((name) => {
      const [, key = ''] = commands[name].desktop ?? []
      return /^\d$/.test(key) ? [Number(key)] : []
    })
    expect(numbered).toEqual(numbered.map((_, index) => index + 1))
    expect(new Set(placeCommands.map((name) => commands[name].path)).size).toBe(placeCommands.length)
  })

  it('need the modifier in the desktop’s menu, so that nobody sets one off by typing', () => {
    for (const { name, desktop } of all) {
      if (desktop !== undefined) expect(desktop[0] === 'mod' || /^F\d+$/.test(desktop[0] ?? ''), name).toBe(true)
    }
  })
})
