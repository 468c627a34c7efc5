/** An exact text of a library's file, and what stands there instead. A pattern skips what nobody has to read. */
export type Cut = readonly [old: string | RegExp, now: string];

/*
 * Elements here have properties that are strings or objects, read from attributes and never written back, defined by the
 * whole table `properties` of their own class; their styles are adopted; nothing is drawn on a server. Templates are `html` with bindings for children,
 * attributes, properties, flags and listeners that are functions; the directives used are `repeat` and `live`.
 */
const reactiveElement: readonly Cut[] = [
  [/,b=\{attribute:!0.+?new WeakMap;(?=class y)/, ';'],
  [/const\{is:i,defineProperty:e,.+?(?=class y)/, 'const{is:i,defineProperty:e}=Object;'],
  // Decorators and their metadata, classes between Lit's and ours, accessors of one's own, values of attributes that are
  // no texts or are written back, which properties have changed.
  [
    /static addInitializer\(.+?(?=createRenderRoot\(\)\{)/,
    `static get observedAttributes(){return this.finalize(),[...this._$Eh.keys()]}
static finalize(){if(this.hasOwnProperty("finalized"))return;this.finalized=!0,this._$Eh=new Map,this.elementStyles=[this.styles??[]].flat();
for(const t in this.properties){const{state:s,attribute:o=t.toLowerCase()}=this.properties[t],n=Symbol();s||!1===o||this._$Eh.set(o,t);
e(this.prototype,t,{get(){return this[n]},set(t){i(t,this[n])||(this[n]=t,this.requestUpdate())}})}}
constructor(){super(),this.isUpdatePending=this.hasUpdated=!1,this._$ES=new Promise(t=>this.enableUpdating=t),this._$Ep={};
for(const t in this.constructor.properties)this.hasOwnProperty(t)&&(this._$Ep[t]=this[t],delete this[t]);this.requestUpdate()}
addController(t){(this._$EO??=new Set).add(t),void 0!==this.renderRoot&&this.isConnected&&t.hostConnected?.()}`,
  ],
  ['this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions)', 'this.attachShadow({mode:"open"})'],
  ['enableUpdating(t){}', ''],
  [/attributeChangedCallback\(t,s,i\)\{.+?(?=async _\$EP)/, 'attributeChangedCallback(t,s,i){this[this.constructor._$Eh.get(t)]=i}requestUpdate(){this.isUpdatePending||(this._$ES=this._$EP())}'],
  [
    /const t=this\.scheduleUpdate\(\).+?(?=get updateComplete)/,
    `return this.performUpdate(),!this.isUpdatePending}performUpdate(){
this.hasUpdated||(this.renderRoot??=this.createRenderRoot(),Object.assign(this,this._$Ep));
try{this.willUpdate?.(),this._$EO?.forEach(t=>t.hostUpdate?.()),this.update()}catch(t){throw this.isUpdatePending=!1,t}
this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated=!0}`,
  ],
  [/return this\.getUpdateComplete\(\).+?push\("2\.1\.2"\);/, 'return this._$ES}update(){this.isUpdatePending=!1}}y.elementStyles=[];const u=0,f=0;'],
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
  ['2===r.type?i=new k(h,h.nextSibling,this,t):1===r.type?i=new r.ctor(h,r.name,r.strings,this,t):6===r.type&&(i=new Z(h,this,t)),this._$AV.push(i)', 'this._$AV.push(r.ctor?new r.ctor(h,r.name,r.strings,this):new k(h,h.nextSibling,this))'],
  ['{type:1,index:l,', '{index:l,'],
  ['else if(8===r.nodeType)if(r.data===n)d.push({type:2,index:l});', 'else if(r.data===n)d.push({index:l});'],
  ['void 0!==s&&(void 0!==s.strings?(s._$AI(t,s,i),i+=s.strings.length-2):s._$AI(t[i])),i++', 'void 0!==s.strings?(s._$AI(t,s,i),i+=s.strings.length-2):s._$AI(t[i]),i++'],
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
  // White space in tags that we do not write, and values without quotes before the end of a tag.
  [/p=RegExp\(.+?,"g"\),/, `p=/>|\\s([^\\s"=>]+)(=(?:[^\\s">]|(")|))/g,`],
  ['f="[ \\t\\n\\f\\r]",', ''],
  ['const x=c===p&&t[i+1].startsWith("/>")?" ":"";', ''],
  ['s.slice(d)+o+x):s+o+(-2===d?i:x)', 's.slice(d)+o):s+o'],
  ['void 0===u[1]?d=-2:(d=', '(d='],
  // Directives in texts of several parts, nodes and things other than arrays as children, options of drawing, kinds of parts.
  ['function M(t,i,s=t,e){if(i===E)return i;let h=void 0!==e?s._$Co?.[e]:s._$Cl;', 'function M(t,i,s=t){if(i===E)return i;let h=s._$Cl;'],
  ['(void 0===o?h=void 0:(h=new o(t),h._$AT(t,s,e)),void 0!==e?(s._$Co??=[])[e]=h:s._$Cl=h),void 0!==h&&(i=M(t,h._$AS(t,i.values),h,e)),i', '(s._$Cl=h=o&&new o(t),h?._$AT(t,s)),h&&(i=M(t,h._$AS(t,i.values),h)),i'],
  [/,d=t=>u\(t\)\|\|.+?Symbol\.iterator\]/, ''],
  ['void 0!==t.nodeType?this.T(t):d(t)?', 'u(t)?'],
  ['this.type=2,', ''],
  [',this.options=e}', '}'],
  [',this,this.options)', ',this)'],
  ['u(this.options)', 'u()'],
  ['u(t){const{el', 'u(){const{el'],
  ['new k(i.insertBefore(c(),null),null,void 0,s)', 'new k(i.insertBefore(c(),null),null)'],
  ['this.type=1,', ''],
  [',this.options=h,', ','],
  ['constructor(){super(...arguments),this.type=3}', ''],
  ['constructor(){super(...arguments),this.type=4}', ''],
  ['constructor(t,i,s,e,h){super(t,i,s,e,h),this.type=5}', ''],
  ['i=t=>t,', ''],
  ['const s=i(t).nextSibling;i(t).remove(),t=s', 'const s=t.nextSibling;t.remove(),t=s'],
];

/** Values of fields are bound as properties. */
const live: readonly Cut[] = [
  [/constructor\(r\)\{.+?\}(?=render)/, ''],
  [/if\(i\.type===n\.PROPERTY\)\{.+?t\+""\)return r;/, 'if(t===o[l])return r;'],
];

const repeat: readonly Cut[] = [[/constructor\(e\)\{.+?\}(?=dt\()/, '']];

/** Parts that have to hear when they leave the page. */
const directiveHelpers: readonly Cut[] = [
  ['let t;e._$AQ?.(o),e._$AM=o,void 0!==e._$AP&&(t=o._$AU)!==n._$AU&&e._$AP(t)', 'e._$AM=o'],
  ['const t=i(o).nextSibling;i(l).insertBefore(o,d)', 'const t=o.nextSibling;l.insertBefore(o,d)'],
  ['i=o=>o,', ''],
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
  'lit-html/directives/live.js': live,
  'lit-html/directives/repeat.js': repeat,
  'lit-html/directive-helpers.js': directiveHelpers,
  'lit-html/directive.js': [['get _$AU(){return this._$AM._$AU}', '']],
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
