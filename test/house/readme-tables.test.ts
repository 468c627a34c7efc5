import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settingNames } from '../../src/server/settings/decode-settings.ts';
import { readmeTable, surfaceOf } from './element-surface.ts';

const wizard = surfaceOf('src/components/gmail-connect-wizard');

test("the README's attributes of the wizard are those it has", () => {
  assert.deepEqual(readmeTable('attributes gmail-connect-wizard'), wizard.attributes);
});

test("the README's properties of the wizard are those that have no attribute", () => {
  assert.deepEqual(readmeTable('properties gmail-connect-wizard'), wizard.properties);
});

test('the events of the wizard are the same in its classes, its comment and the README', () => {
  assert.deepEqual(wizard.documented.events, wizard.used.events);
  assert.deepEqual(readmeTable('events gmail-connect-wizard'), wizard.used.events);
});

test('the parts of the wizard are the same in its templates, its comment and the README', () => {
  assert.deepEqual(wizard.documented.parts, wizard.used.parts);
  assert.deepEqual(readmeTable('parts gmail-connect-wizard'), wizard.used.parts);
});

test('the custom properties of the wizard are the same in its styles, its comment and the README', () => {
  assert.deepEqual(wizard.documented.customProperties, wizard.used.customProperties);
  assert.deepEqual(readmeTable('custom properties gmail-connect-wizard'), wizard.used.customProperties);
});

test("the README's settings are the variables that the service reads", () => {
  assert.deepEqual(readmeTable('settings'), [...settingNames].sort());
});
