/** An exact text of a library's file, and what stands there instead. A pattern skips what nobody has to read. */
export type Cut = readonly [old: string | RegExp, now: string];

/*
 * Elements here have properties that are strings or objects, defined by the table `properties` of one class that nobody
 * inherits from; their styles are adopted; nothing is drawn on a server. Templates are `html` with bindings for children,
 * attributes, properties, flags and listeners that are functions; the directives used are `repeat` and `live`.
 */
const reactiveElement: readonly Cut[] = [
  [/p=a\.reactiveElementPolyfillSupport,/, ''],
  ['p?.({ReactiveElement:y}),(a.reactiveElementVersions??=[]).push("2.1.2")', '0'],
  [/\bc=a\.trustedTypes,l=c\?c\.emptyScript:"",/, ''],
  // Values of attributes are texts, and none has a default that is an attribute.
  [/,u=\{toAttribute\(.+?return i\}\}(?=,f=)/, ',u=0'],
  [/,b=\{attribute:!0.+?new WeakMap;/, ';'],
  ['const h=(void 0!==i.converter?.toAttribute?i.converter:u).toAttribute(s,i.type);', 'const h=s;'],
  [/const t=i\.getPropertyOptions\(e\),h=.+?this\._\$Em=null/, 'this._$Em=e,this[e]=s,this._$Em=null'],
  // Decorators and their metadata, classes between Lit's and ours, accessors of one's own, which properties have changed.
  ['static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}', ''],
  [',this.constructor.l?.forEach(t=>t(this))', ''],
  [
    /static createProperty\(.+?(?=this\._\$Eh=new Map)/,
    `static createProperty(t,s){s.state&&(s.attribute=!1),this.elementProperties.set(t,s);const i=Symbol();
e(this.prototype,t,{get(){return this[i]},set(e){const h=this[i];this[i]=e,this.requestUpdate(t,h,s)}})}
static finalize(){if(this.hasOwnProperty("finalized"))return;this.finalized=!0,this.elementProperties=new Map;
for(const t in this.properties)this.createProperty(t,this.properties[t]);`,
  ],
  [/this\.elementStyles=this\.finalizeStyles.+?(?=static _\$Eu)/, 'this.elementStyles=[this.styles??[]].flat()}'],
  [/,y\[d\("elementProperties"\)\]=.+?new Map,/, ','],
  ['this._$AL=new Map,this._$E_()', 'this._$E_()'],
  [
    /requestUpdate\(t,s,i,e=!1,h\)\{.+?(?=async _\$EP)/,
    `requestUpdate(t,s,i){if(void 0!==t){if(!f(this[t],s))return;i.reflect&&this._$Em!==t&&(this._$Eq??=new Set).add(t)}
this.isUpdatePending||(this._$ES=this._$EP())}`,
  ],
  ['const t=this.scheduleUpdate();return null!=t&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}', 'this.performUpdate();return!this.isUpdatePending}'],
  [
    /const t=this\.constructor\.elementProperties;if\(t\.size>0\)for.+?(?=get updateComplete)/,
    `}try{this.willUpdate?.(),this._$EO?.forEach(t=>t.hostUpdate?.()),this.update()}catch(t){throw this.isUpdatePending=!1,t}
this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated=!0}`,
  ],
  ['return this.getUpdateComplete()}getUpdateComplete(){return', 'return'],
  ['shouldUpdate(t){return!0}', ''],
  [',this._$EM()}updated(t){}firstUpdated(t){}', ',this.isUpdatePending=!1}'],
  ['removeController(t){this._$EO?.delete(t)}', ''],
];

const litHtml: readonly Cut[] = [
  // Templates of SVG and MathML, and those compiled beforehand.
  ['l=2===i?"<svg>":3===i?"<math>":""', 'l=""'],
  ['+(2===i?"</svg>":3===i?"</math>":"")', ''],
  ['if(this.el=S.createElement(f,e),P.currentNode=this.el.content,2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}', 'this.el=S.createElement(f,e),P.currentNode=this.el.content;'],
  ['const{values:i,_$litType$:s}=t,e="number"==typeof s?this._$AC(t):(void 0===s.el&&(s.el=S.createElement(V(s.h,s.h[0]),this.options)),s);', 'const{values:i}=t,e=this._$AC(t);'],
  // Bindings inside comments, of whole elements, of names of elements, and inside elements whose content is text alone.
  [/else\{let t=-1;for\(;-1!==.+?o\.length-1\}(?=l\+\+)/, ''],
  ['else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t))', ''],
  ['if(r.hasAttributes())for', 'for'],
  [/if\(y\.test\(r\.tagName\)\)\{.+?r\.append\(t\[i\],c\(\)\)\}\}/, ''],
  ['void 0!==u[2]?(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p):void 0!==u[3]&&(c=p)', 'c=p'],
  ['"!--"===u[1]?c=_:void 0!==u[1]?c=m:', ''],
  ['/<(?:(!--|\\/[^a-zA-Z])|(\\/?[a-zA-Z][^>\\s]*)|(\\/?$))/g', '/<\\/?[a-zA-Z][^>\\s]*/g'],
  ['c=n??v,d=-1', 'c=v,d=-1'],
  ['c===$||c===g?c=p:c===_||c===m?c=v:(c=p,n=void 0)', 'c=p'],
  ["c=void 0===u[3]?p:'\"'===u[3]?$:g", 'c=void 0===u[3]?p:$'],
  ["g=/'/g,", ''],
  ['_=/-->/g,m=/>/g,', ''],
  [',y=/^(?:script|style|textarea|title)$/i', ''],
  [':6===r.type&&(i=new Z(h,this,t))', ':0'],
  [/class Z\{.+?\}(?=const j=)/, ''],
  [/const j=\{.+?push\("3\.3\.3"\);/, 'const j={I:k};'],
  // Directives that have to hear when they leave the page.
  ['(h?._$AO?.(!1),void 0===o?', '(void 0===o?'],
  [/get _\$AU\(\)\{return this\._\$AM\._\$AU\}/g, ''],
  ['get _$AU(){return this._$AM?._$AU??this._$Cv}', ''],
  [/this\._\$AN=void 0,/g, ''],
  [',this._$Cv=e?.isConnected??!0', ''],
  ['for(this._$AP?.(!1,!0,s);t!==this._$AB;)', 'for(;t!==this._$AB;)'],
  [/setConnected\(t\)\{.+?\}(?=\}class)/, ''],
  // Listeners that are objects or have options, a scope that creates nodes, a place inside a root that is not empty.
  ['e=t===A&&s!==A||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive,h=t!==A&&(s===A||e);e&&', 'h=t!==A&&s===A;t===A&&s!==A&&'],
  ['"function"==typeof this._$AH?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)', 'this._$AH(t)'],
  ['(t?.creationScope??l).importNode', 'l.importNode'],
  [/\{const e=s\?\.renderBefore\?\?i;let h=.+?h\._\$AI\(t\),h\}/, '{(i._$litPart$??=new k(i.insertBefore(c(),null),null,void 0,s))._$AI(t)}'],
  ['get parentNode(){return this._$AM.parentNode}', ''],
  [/get parentNode\(\)\{let t=this\._\$AA.+?return this\._\$AB\}/, ''],
  ['get tagName(){return this.element.tagName}', ''],
  ['throw Error("invalid template strings array")', 'throw Error()'],
];

const litElement: readonly Cut[] = [
  [/const o=s\.litElementPolyfillSupport;.+?push\("4\.2\.2"\);export\{.+?\}/, 'export{i as LitElement}'],
  [',s.litElementHydrateSupport?.({LitElement:i})', ''],
  ['i._$litElement$=!0,', ''],
  ['constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}', ''],
  [/createRenderRoot\(\)\{.+?firstChild,t\}/, ''],
  ['this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=e(r,this.renderRoot,this.renderOptions)', 'super.update(t),e(r,this.renderRoot)'],
  ['connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}', ''],
];

const task: readonly Cut[] = [
  [/get taskComplete\(\)\{.+?,this\.t\}/, ''],
  [/const h="object"==typeof s\?.+?(?=\}hostUpdate)/, 'this.v=s.task'],
  [/hostUpdate\(\)\{.+?(?=async run)/, ''],
  ['let s,h;t??=this.T(),this.O=t,1===this.i?this.q?.abort():(this.t=void 0,this.o=void 0,this.h=void 0),this.i=1,"afterUpdate"===this.autoRun?queueMicrotask((()=>this._.requestUpdate())):this._.requestUpdate();', '1===this.i&&this.q?.abort(),this.i=1;'],
  [/let e=!1;try\{s=await.+?this\._\.requestUpdate\(\)\}(?=\})/, 'try{await this.v(t,{signal:this.q.signal})}catch{}this.p===r&&(this.i=2)'],
  [/get value\(\)\{.+?\}\}(?=const r=)/, '}'],
];

const idb: readonly Cut[] = [
  [/const readMethods = [\s\S]+\n(?=export \{)/, ''],
  // Cursors and indexes.
  [/ {4}if \(getCursorAdvanceMethods\(\)[\s\S]+?\n {4}\}\n/, ''],
  ['            IDBIndex,\n', ''],
  ['            IDBCursor,\n', ''],
  // `in`, writing to what is wrapped, and callbacks of opening that are not given.
  [/,\n {4}set\(target, prop, value\)[\s\S]+?return prop in target;\n {4}\},\n(?=\};)/, '\n'],
  [/ {4}if \(blocked\) \{[\s\S]+?\n {4}\}\n/, ''],
  [/ {8}if \(terminated\)\n.+\n/, ''],
];

const localizeRuntime: readonly Cut[] = [
  ["    dispatchStatusEvent({ status: 'loading', loadingLocale: newLocale });\n", ''],
  [/ {12}dispatchStatusEvent\(\{\n {16}status: 'error',[\s\S]+?\}\);\n/, ''],
  [/ {4}if \(!validLocales \|\| !loadLocale\) \{[\s\S]+?\n {4}\}\n/, ''],
  [/ {4}if \(!validLocales\.has\(newLocale\)\) \{[\s\S]+?\n {4}\}\n/, ''],
  [/ {4}validLocales[ .].+\n/g, ''],
];

/**
 * The last 32 bits of the 64 that @lit/localize names a message by: they depend on no others, and the keys of a catalogue
 * are cut to them, too. A test holds both together.
 */
export const shortHash = `export const fnv1a64 = (text) => {
  let hash = 0x84222325;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 435);
  return (hash >>> 0).toString(16).padStart(8, '0');
};
`;

const catalogue: readonly Cut[] = [[/(?<=')s[\da-f]{8}(?=[\da-f]{8}')/g, 's']];

/** By file: what the bundle does without. Where a text is not found, the build stops: another version is looked at anew. */
export const cuts: Readonly<Record<string, readonly Cut[]>> = {
  // Styles are texts without expressions, one sheet each, and adopted; what a root has adopted may be adopted again.
  '@lit/reactive-element/css-tag.js': [
    [/const t=globalThis,e=.+?(?=const r=)/, 'class n{constructor(t){this.cssText=t}get styleSheet(){return this.o??=(t=>(t.replaceSync(this.cssText),t))(new CSSStyleSheet)}}const e=!0;'],
    [/i=\(t,\.\.\.e\)=>\{.+?return new n\(o,t,s\)\}/, 'i=t=>new n(t[0])'],
    [/S=\(s,o\)=>\{.+?\},c=/, 'S=(s,o)=>{s.adoptedStyleSheets=o.map(t=>t.styleSheet??t)},c='],
  ],
  '@lit/reactive-element/reactive-element.js': reactiveElement,
  'lit-html/lit-html.js': litHtml,
  'lit-element/lit-element.js': litElement,
  '@lit/task/task.js': task,
  'idb/build/index.js': idb,
  'src/client/messages/fr.ts': catalogue,
  // What looks up translations is loaded when there is something to translate into.
  '@lit/localize/lit-localize.js': [["export * from './init/runtime.js';\nexport * from './init/transform.js';", '']],
  '@lit/localize/init/runtime.js': localizeRuntime,
  '@lit/localize/init/install.js': [["'lit-localize can only be configured once'", '']],
  // Templates with elements in a message, and names of one's own for messages.
  '@lit/localize/internal/runtime-msg.js': [
    ["else if ('strTag' in localized) {", 'else {'],
    [/ {12}else \{\n {16}\/\/ E\.g\. html[\s\S]+?\n {12}\}\n/, ''],
    ['options?.id ?? ', ''],
    [", typeof template !== 'string' && !('strTag' in template)", ''],
  ],
  '@lit/localize/internal/id-generation.js': [['(isHtmlTagged ? HTML_PREFIX : STRING_PREFIX)', 'STRING_PREFIX']],
  '@lit/localize/internal/fnv1a64.js': [[/const hl = [\s\S]+(?=\/\/# source)/, shortHash]],
};
