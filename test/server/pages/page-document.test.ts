import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeHtml, escapeJson } from '../../../src/server/pages/page-document.ts';

test('markup in a name is shown as text', () => {
  assert.equal(escapeHtml(`<b>"O'Neil" & co</b>`), '&lt;b&gt;&quot;O&#39;Neil&quot; &amp; co&lt;/b&gt;');
});

test('data in a page cannot end the element that holds it', () => {
  const text = escapeJson({ name: '</script><!--<script>' });
  assert.ok(!text.includes('<'));
  assert.deepEqual(JSON.parse(text), { name: '</script><!--<script>' });
});
