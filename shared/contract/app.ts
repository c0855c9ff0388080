import { z } from 'zod'

import { Diagnostics } from '../domain/diagnostics.ts'
import { AppSettings } from '../domain/app-settings.ts'
import { call } from './call.ts'

/** The app itself, on this machine, whatever profile is open. */
export const app = {
  settings: call.output(AppSettings),
  /** A masked report for those who help; asks both services whether they answer, without a secret. */
  diagnostics: call.output(Diagnostics),
  /** Put other settings of the app in force. Fails: `settings.not-valid` (naming the place). */
  saveSettings: call.input(z.object({ settings: AppSettings })).output(z.void()),
}
