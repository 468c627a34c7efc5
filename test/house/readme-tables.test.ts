import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settingNames } from '../../src/server/settings/decode-settings.ts';
import { readmeTable, surfaceOf } from './element-surface.ts';

/** The elements, with the folders of what they show besides. */
const elements = { 'gmail-connect-wizard': ['src/components/tracking'], 'reply-tracker-list': ['src/components/tracking/proof'], 'send-limit-meter': [], 'send-scheduler': [] };

for (const [name, shown] of Object.entries(elements)) {
  const element = surfaceOf(`src/components/${name}`, shown);

  test(`the README's attributes of ${name} are those it has`, () => {
    assert.deepEqual(readmeTable(`attributes ${name}`), element.attributes);
  });

  test(`the README's properties of ${name} are those that have no attribute`, () => {
    assert.deepEqual(readmeTable(`properties ${name}`), element.properties);
  });

  test(`the events of ${name} are the same in its classes, its comment and the README`, () => {
    assert.deepEqual(element.documented.events, element.used.events);
    assert.deepEqual(readmeTable(`events ${name}`), element.used.events);
  });

  test(`the parts of ${name} are the same in its templates, its comment and the README`, () => {
    assert.deepEqual(element.documented.parts, element.used.parts);
    assert.deepEqual(readmeTable(`parts ${name}`), element.used.parts);
  });

  test(`the custom properties of ${name} are the same in its styles, its comment and the README`, () => {
    assert.deepEqual(element.documented.customProperties, element.used.customProperties);
    assert.deepEqual(readmeTable(`custom properties ${name}`), element.used.customProperties);
  });
}

test("the README's settings are the variables that the service reads", () => {
  assert.deepEqual(readmeTable('settings'), [...settingNames].sort());
});
