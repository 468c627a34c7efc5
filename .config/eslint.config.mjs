// @ts-nocheck: two of the plugins have no types, a third has wrong ones
import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What every file keeps to, on top of the recommended sets. */
const everywhere = {
  eqeqeq: 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-console': 'off',
  'object-shorthand': 'error',
  'no-restricted-syntax': [
    'error',
    // A body from the wire is decoded, never believed.
    { selector: 'TSAsExpression > AwaitExpression > CallExpression[callee.property.name="json"]', message: 'Decode what came from the wire instead of asserting its type.' },
    { selector: 'TSAsExpression > CallExpression[callee.object.name="JSON"][callee.property.name="parse"]', message: 'Decode what was stored instead of asserting its type.' },
  ],
};

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', '.data/', 'demo/shots/']),
  eslint.configs.recommended,
  { rules: everywhere },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // An async function without await keeps a port's promise where the implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/components/**/*.ts', 'src/*.ts', 'demo/**/*.ts'],
    extends: [wc.configs['flat/recommended'], wc.configs['flat/best-practice'], lit.configs['flat/recommended'], litA11y.configs.recommended],
    rules: {
      'lit/no-useless-template-literals': 'error',
      'lit/attribute-names': ['error', { convention: 'kebab' }],
      'lit/lifecycle-super': 'error',
      'lit/no-classfield-shadowing': 'error',
      'lit/no-legacy-imports': 'error',
      'lit/no-native-attributes': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/prefer-static-styles': 'error',
      // Defining happens in define.ts, for all elements at once; a test of the house holds that.
      'wc/guard-define-call': 'off',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // node:test collects the promises of its tests itself.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [{ from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' }] }],
      // chai's assertions are properties.
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly', setInterval: 'readonly', clearInterval: 'readonly' } },
  },
  {
    // Written by lit-localize, which switches off a rule that it does not need to.
    files: ['src/client/messages/fr.ts'],
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  },
  {
    // The one file that an old Node has to be able to read.
    files: ['.config/run.mjs'],
    rules: { 'no-var': 'off', 'object-shorthand': 'off', 'prefer-const': 'off' },
  },
);
