// Rules for the scripts of the page, and for what tests them. Run from the top of the repository.
import js from '@eslint/js';
import globals from 'globals';

const rules = {
  ...js.configs.recommended.rules,
  'array-callback-return': 'error',
  curly: ['error', 'multi-line'],
  'default-case-last': 'error',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-alert': 'error',
  'no-caller': 'error',
  'no-console': 'error',
  'no-constructor-return': 'error',
  'no-eval': 'error',
  'no-extend-native': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-new-wrappers': 'error',
  'no-promise-executor-return': 'error',
  'no-return-assign': 'off',
  'no-script-url': 'error',
  'no-self-compare': 'error',
  'no-shadow': 'error',
  'no-template-curly-in-string': 'error',
  'no-throw-literal': 'error',
  'no-unmodified-loop-condition': 'error',
  'no-unused-expressions': ['error', { allowShortCircuit: true, allowTernary: true }],
  'no-unused-vars': ['error', { caughtErrors: 'none' }],
  'no-use-before-define': ['error', { functions: false, variables: false }],
  'no-useless-concat': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': ['error', { destructuring: 'all' }],
  'prefer-promise-reject-errors': 'error',
  radix: 'error',
  'require-atomic-updates': 'error',
  // Other people's text must never become markup or code.
  'no-restricted-properties': [
    'error',
    ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc'].map((property) => ({ property })),
    { object: 'document', property: 'write' },
    { object: 'document', property: 'writeln' },
  ],
  'no-restricted-globals': ['error', 'event', 'name', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'],
};

export default [
  {
    files: ['kg/view/page/*.js'],
    languageOptions: { ecmaVersion: 2022, sourceType: 'script', globals: { ...globals.browser, vis: 'readonly' } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { ...rules, strict: ['error', 'function'] },
  },
  {
    files: ['tests/view/js/*.mjs'],
    languageOptions: { ecmaVersion: 2022, sourceType: 'module', globals: globals.node },
    rules,
  },
];
