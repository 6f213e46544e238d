import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [svelte()],
  base: './',
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, modulePreload: { polyfill: false } },
  resolve: {
    alias: { $ipc: here('src/ipc'), $i18n: here('src/i18n'), $shared: here('src/shared') },
    // Tests run the same client-side Svelte that the window does.
    conditions: process.env.VITEST ? ['browser'] : undefined,
  },
  test: { include: ['src/**/*.test.ts'] },
});
