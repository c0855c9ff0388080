import { z } from 'zod'

import { AppSettings } from '../domain/app-settings.ts'
import { Updates } from '../domain/update.ts'
import { call } from './call.ts'

/** The app itself, on this machine, whatever profile is open. */
export const app = {
  settings: call.output(AppSettings),
  /** Put other settings of the app in force. Fails: `settings.not-valid` (naming the place). */
  saveSettings: call.input(z.object({ settings: AppSettings })).output(z.void()),
  /** What is known of newer versions, without asking anybody. */
  updates: call.output(Updates),
  /** Ask the feed now, where that is not switched off. */
  checkForUpdates: call.output(Updates),
}
