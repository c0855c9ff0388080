import react from '@vitejs/plugin-react'
import os from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const root = path.join(import.meta.dirname, '..')
const fakeElectron = path.join(import.meta.dirname, 'fakes/electron.ts')

export default defineConfig({
  root,
  test: {
    reporters: ['default'],
    // The default leaves one core to the watcher, of which a run has none.
    maxWorkers: os.availableParallelism(),
    projects: [
      {
        root,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/electron/hosts/electron/**',
            'test/scenarios/**',
            'test/faults/**',
            'test/hostile/**',
            'test/crash/**',
            'test/attacker/**',
            'test/canary/**',
            'test/e2e/**',
            'test/electron-app/**',
          ],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // What these files share is only read: the modules are evaluated once per worker, and not once per file.
          isolate: false,
        },
      },
      {
        root,
        // Whole hosts and services in processes of their own: after the rest, so that they do not fight for two cores
        // with it, nor for the ports that Salesforce may redirect a sign-in to.
        test: {
          name: 'scenarios',
          environment: 'node',
          include: ['test/scenarios/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        root,
        // The fault matrix: `npm run test:faults` runs it alone.
        test: {
          name: 'faults',
          environment: 'node',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        root,
        // Texts that nobody means well with: `npm run test:hostile` runs them alone.
        test: {
          name: 'hostile',
          environment: 'node',
          include: ['test/hostile/**/*.test.ts'],
          testTimeout: 300_000,
        },
      },
      {
        root,
        // The app killed as it writes: `npm run test:crash` runs it alone.
        test: {
          name: 'crash',
          environment: 'node',
          include: ['test/crash/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        // Electron's runtime is not needed to show what its host asks of it: the module is ours, and it records.
        resolve: { alias: { electron: fakeElectron } },
        test: {
          name: 'electron-host',
          environment: 'node',
          include: ['test/electron/hosts/electron/**/*.test.ts'],
          server: { deps: { inline: ['electron-store'] } },
          testTimeout: 30_000,
        },
      },
      {
        root,
        // What somebody tries who means harm, in both hosts.
        resolve: { alias: { electron: fakeElectron } },
        test: {
          name: 'attacker',
          environment: 'node',
          include: ['test/attacker/**/*.test.ts'],
          server: { deps: { inline: ['electron-store'] } },
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        root,
        // Secrets, and everywhere that they must not be: `npm run test:canary` runs them alone.
        resolve: { alias: { electron: fakeElectron } },
        test: {
          name: 'canary',
          environment: 'node',
          include: ['test/canary/**/*.test.ts'],
          server: { deps: { inline: ['electron-store'] } },
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        root,
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          setupFiles: ['test/renderer/setup.ts'],
          // Each look that finds nothing yet would print the whole page otherwise, and be thrown away.
          env: { DEBUG_PRINT_LIMIT: process.env['DEBUG_PRINT_LIMIT'] ?? '0' },
          include: ['test/renderer/**/*.test.tsx'],
          testTimeout: 30_000,
        },
      },
    ],
  },
})
