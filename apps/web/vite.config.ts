import { fileURLToPath } from 'node:url';
import VueI18n from '@intlify/unplugin-vue-i18n/vite';
import vue from '@vitejs/plugin-vue';
import AutoImport from 'unplugin-auto-import/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import Components from 'unplugin-vue-components/vite';
import { defineConfig } from 'vitest/config';
import { chunkOf } from './chunks.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where `vite dev` finds the API; the built app always talks to its own origin. */
const apiOrigin = process.env['API_ORIGIN'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [
    vue(),
    AutoImport({ resolvers: [ElementPlusResolver()], dts: at('./auto-imports.d.ts') }),
    Components({
      // Own components are imported by hand: a reader sees where each one comes from.
      dirs: [],
      resolvers: [ElementPlusResolver({ importStyle: 'css' })],
      dts: at('./components.d.ts'),
    }),
    // Messages are compiled at build time: nothing is evaluated in the browser, so the CSP holds.
    VueI18n({
      include: [at('./src/**/locales/*.json')],
      compositionOnly: true,
      fullInstall: false,
      runtimeOnly: true,
      dropMessageCompiler: true,
      strictMessage: false,
    }),
  ],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    // light-dark() is used as it is; older browsers than these are not supported.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: chunkOf }] } } },
  },
  server: {
    port: 5173,
    proxy: { '/api': apiOrigin, '/openapi.json': apiOrigin, '/docs': apiOrigin },
  },
  test: {
    environment: 'happy-dom',
    // The first screen with a calendar transforms a good part of Element Plus, on a busy machine for long.
    testTimeout: 60_000,
    include: ['src/**/*.spec.ts'],
    setupFiles: ['./src/shared/testing/setup.ts'],
    server: { deps: { inline: ['element-plus'] } },
    css: false,
  },
});
