import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';

/** What only the clock may do; everybody else receives the day or the instant. */
const clockReads = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Only platform/clock reads the clock: take the instant as an argument.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Only platform/clock reads the clock: take the instant as an argument.',
  },
];
const settingsReads = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Settings come from config/env.ts.',
  },
];
/** Chance that can be guessed, and algorithms that no longer hold (checklist C05). */
const weakCryptography = [
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Nothing unguessable comes from Math.random: use crypto.randomBytes or randomUUID.',
  },
  {
    selector:
      'CallExpression[callee.name=/^create(Hash|Hmac)$/][arguments.0.value=/^(md4|md5|sha-?1|rmd160|ripemd160)$/i]',
    message: 'MD5 and SHA-1 no longer hold: use sha256.',
  },
  {
    selector:
      'CallExpression[callee.name=/^create(Cipheriv|Decipheriv)$/][arguments.0.value=/-(ecb|cbc)$|^(des|rc4|bf)/i]',
    message: 'Seal with platform/sealing (AES-256-GCM).',
  },
  {
    selector:
      'BinaryExpression[operator=/^[!=]==?$/]:matches([left.property.name=/(Mac|Hmac|Signature|Digest)$/], [right.property.name=/(Mac|Hmac|Signature|Digest)$/])',
    message: 'Compare codes with crypto.timingSafeEqual.',
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.data/**',
      'screens/**',
      'coverage/**',
      'apps/api/src/metadata.ts',
      'libs/api-client/src/schema.ts',
      'apps/api/src/modules/notifications/texts/notice-layout.ts',
      '**/auto-imports.d.ts',
      '**/components.d.ts',
    ],
  },
  tseslint.configs.recommended,
  vue.configs['flat/recommended'],
  {
    // what the type checker does not see
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-empty': 'error',
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-control-regex': 'error',
      'no-misleading-character-class': 'error',
      'no-self-assign': 'error',
      'no-self-compare': 'error',
      'no-template-curly-in-string': 'error',
      'no-unsafe-finally': 'error',
      'no-useless-escape': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  {
    // plain JavaScript has no type checker that would miss a name
    files: ['**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        Object.getOwnPropertyNames(globalThis).map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'no-undef': 'error' },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { module: 'writable' } },
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/no-v-html': 'error',
      // Prettier decides on layout
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/html-closing-bracket-spacing': 'off',
      'vue/html-quotes': 'off',
      'vue/multi-word-component-names': 'off',
      // an optional prop's type says already that it may be missing
      'vue/require-default-prop': 'off',
    },
  },
  {
    files: ['apps/**/*.{ts,vue}', 'libs/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...clockReads, ...settingsReads, ...weakCryptography],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    // at start nobody needs what describes the api, and it is an eighth of all files
    files: ['apps/api/src/**/*.ts'],
    ignores: ['apps/api/src/openapi.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { name: '@nestjs/swagger', message: "Import from '#describe'.", allowTypeImports: true },
      ],
    },
  },
  {
    // the settings schema, and the programs that hand the environment to it
    files: [
      'apps/api/src/config/env.ts',
      'apps/api/src/{main,worker,cli}.ts',
      'apps/api/src/print-*.ts',
      'apps/api/src/cli/**',
      'apps/api/src/platform/start-or-explain.ts',
      'apps/api/test/**',
      'apps/api/bench/**',
      'apps/sandbox/src/{main,mail-main}.ts',
      'apps/web/vite.config.ts',
      'apps/web/e2e/**',
    ],
    rules: {
      'no-restricted-syntax': ['error', ...clockReads, ...weakCryptography],
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.spec.ts', '**/test/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...clockReads, ...weakCryptography] },
  },
  {
    files: [
      'apps/api/src/platform/clock/**',
      'apps/api/test/support/*clock*.ts',
      'apps/sandbox/src/*clock*.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...settingsReads, ...weakCryptography] },
  },
);
