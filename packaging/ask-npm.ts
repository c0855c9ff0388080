import { spawn } from 'node:child_process'

import { advisoriesIn, type Answer } from './advisories.ts'

/**
 * Ask the registry about all that package-lock.json names, what is needed for development with it: it runs on the machine
 * that builds.
 * @param root folder of the project
 * @param npm path of npm's script, as npm tells the scripts that it runs; `npm` by name where it is empty
 */
export function askNpm(root: string, npm: string, env: NodeJS.ProcessEnv = process.env): Promise<Answer> {
  const args = ['audit', '--json', '--audit-level', 'high', '--package-lock-only', '--fetch-retries', '1']
  const [file, ...before] = npm === '' ? ['npm'] : [process.execPath, npm]
  return new Promise((resolve) => {
    const child = spawn(file, [...before, ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
      // npm is a script there, which only a shell starts.
      shell: npm === '' && process.platform === 'win32',
    })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.once('error', (error) => resolve({ notRun: `npm could not be started: ${error.message}` }))
    // npm ends with 1 where it found something and where it failed alike: what it printed tells.
    child.once('close', () => resolve(advisoriesIn(said)))
  })
}
