import react from '@vitejs/plugin-react'
import path from 'node:path'
import { defineConfig, type EnvironmentOptions } from 'vite'

const here = import.meta.dirname
const at = (...parts: string[]) => path.join(here, ...parts)

/** A bundle that Electron runs itself: dependencies inside, only `electron` and Node's own modules left outside. */
const shell = (name: string, entry: string, format: 'es' | 'cjs'): EnvironmentOptions => ({
  consumer: 'server',
  resolve: { external: ['electron'], noExternal: true },
  build: {
    outDir: at('dist', name),
    emptyOutDir: true,
    copyPublicDir: false,
    ssr: true,
    target: 'node24',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: { [name]: at(entry) },
      external: ['electron', /^node:/],
      output: {
        format,
        entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
        codeSplitting: format !== 'cjs',
      },
    },
  },
})

export default defineConfig({
  root: at('renderer'),
  base: './',
  plugins: [react()],
  builder: { sharedConfigBuild: true },
  environments: {
    client: {
      build: { outDir: at('dist/renderer'), emptyOutDir: true, sourcemap: true, target: 'chrome140', manifest: true },
    },
    main: shell('main', 'electron/hosts/electron/main.ts', 'es'),
    // A sandboxed preload cannot be an ES module and cannot require a second file.
    preload: shell('preload', 'electron/hosts/electron/preload.ts', 'cjs'),
  },
})
