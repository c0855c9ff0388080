import { describe, expect, it } from 'vitest'

import { ownOptionsIn, parseHostOptions } from '#hosts/options'

const parsed = (...args: string[]) => {
  const result = parseHostOptions(args)
  if (!result.ok) throw new Error(result.failure.message)
  return result.value
}

describe('the options of a start', () => {
  it('leave everything to the app when there are none', () => {
    expect(parsed()).toEqual({
      host: 'auto',
      port: null,
      open: true,
      dataDir: null,
      practice: null,
      profile: null,
      opportunities: null,
      seed: null,
      diagnostics: false,
      help: false,
    })
  })

  it('ask for the browser host outright with a port', () => {
    expect(parsed('--port', '4030')).toMatchObject({ host: 'browser', port: 4030, open: true })
    expect(parsed('--host', 'browser', '--no-open')).toMatchObject({ host: 'browser', port: null, open: false })
  })

  it('take the rest as given', () => {
    expect(parsed('--data-dir=/d', '--practice', '{}', '--profile=practice', '--seed=7')).toMatchObject({
      dataDir: '/d',
      practice: '{}',
      profile: 'practice',
      seed: 7,
    })
  })

  it.each([
    [['--prot', '4030'], /--prot/],
    [['extra'], /extra/],
    [['--port', 'http'], /--port takes a whole number from 0 to 65535, not "http"/],
    [['--port', '70000'], /--port/],
    [['--port'], /--port/],
    [['--host', 'firefox'], /--host is browser or electron, not "firefox"/],
    [['--host', 'electron', '--port', '1'], /--port is for the browser host/],
    [['--opportunities', '1.5'], /--opportunities/],
    [['--profile', 'mine'], /--profile takes practice, not "mine"/],
  ])('are refused in one sentence: %j', (args, sentence) => {
    const result = parseHostOptions(args)
    expect(!result.ok && result.failure.message).toMatch(sentence)
    expect(!result.ok && result.failure.message).not.toContain('\n')
  })

  it('are found among those of Chromium', () => {
    const argv = [
      'electron',
      '--inspect=0',
      '.',
      '--data-dir=/d',
      '--remote-debugging-port=0',
      '--no-sandbox',
      '--seed=3',
    ]
    expect(ownOptionsIn(argv)).toMatchObject({ dataDir: '/d', seed: 3, port: null })
  })
})
