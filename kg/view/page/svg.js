// A drawing as SVG: a context like that of a canvas, which writes down what it is told to draw. So
// whatever draws on a canvas can give an SVG too, and the two cannot differ.
(function (KG) {
  'use strict';

  /** @type {Record<string, string>} */
  const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  // eslint-disable-next-line no-control-regex -- those that XML forbids
  const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
  /** Text for XML, whatever stands in it; white space that a reader of XML would change, too. */
  KG.xml = (text) => (PLAIN.test(String(text)) ? String(text) : String(text).replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"]/g, (one) => ENTITIES[one]).replace(/[\t\n\r]/g, (one) => `&#${one.charCodeAt(0)};`));
  const PLAIN = /^[ !#-%'-;=?-~]*$/; // nearly every name

  /** @param {number} number */
  const short = (number) => String(Math.round(number * 10) / 10);
  /** A colour as an attribute; not all that read SVG know rgba(). @param {string} name @param {string} colour @param {number} alpha */
  function paint(name, colour, alpha) {
    const [, inner, own] = /^rgba\((.*),([^,]*)\)$/.exec(colour) || [];
    const opacity = alpha * (own === undefined ? 1 : Number(own));
    return ` ${name}="${inner ? `rgb(${inner})` : colour}"${opacity < 1 ? ` ${name}-opacity="${Math.round(opacity * 1000) / 1000}"` : ''}`;
  }
  const MEASURE = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  /** @type {Record<string, string>} */
  const ANCHORS = { center: 'middle', right: 'end', end: 'end' };
  /** How far below its place the line of letters stands, in heights of the type. @type {Record<string, number>} */
  const BELOW = { middle: 0.35, top: 0.8, hanging: 0.8 };

  /** The part of a canvas' context that is used here; turning is not. */
  KG.SvgContext = class {
    constructor() {
      /** @type {string[]} */
      this.parts = [];
      this.path = '';
      this.state = {
        fillStyle: '#000000', strokeStyle: '#000000', lineWidth: 1, globalAlpha: 1, font: '10px sans-serif', textAlign: 'start',
        textBaseline: 'alphabetic', lineJoin: 'miter', dash: /** @type {number[]} */ ([]), scaled: 1, x: 0, y: 0,
      };
      /** @type {object[]} */
      this.stack = [];
      // What is set on a context is kept with what save() keeps.
      for (const key of ['fillStyle', 'strokeStyle', 'lineWidth', 'globalAlpha', 'font', 'textAlign', 'textBaseline', 'lineJoin']) {
        const state = /** @type {() => any} */ (() => this.state);
        Object.defineProperty(this, key, { get: () => state()[key], set: (value) => { state()[key] = value; } });
      }
    }

    save() { this.stack.push({ ...this.state }); }
    restore() { this.state = /** @type {any} */ (this.stack.pop() || this.state); }
    /** @param {number} x @param {number} y */
    translate(x, y) { this.state.x += x * this.state.scaled; this.state.y += y * this.state.scaled; }
    /** @param {number} by */
    scale(by) { this.state.scaled *= by; }
    /** @param {number[]} dash */
    setLineDash(dash) { this.state.dash = dash; }
    /** @param {string} text */
    measureText(text) { MEASURE.font = this.state.font; return MEASURE.measureText(text); }

    /** @param {number} x @param {number} y */
    at(x, y) { return `${short(x * this.state.scaled + this.state.x)} ${short(y * this.state.scaled + this.state.y)}`; }
    beginPath() { this.path = ''; }
    closePath() { if (this.path) this.path += 'Z'; }
    /** @param {number} x @param {number} y */
    moveTo(x, y) { this.path += `M${this.at(x, y)}`; }
    /** @param {number} x @param {number} y */
    lineTo(x, y) { this.path += `${this.path ? 'L' : 'M'}${this.at(x, y)}`; }
    /** @param {number} ax @param {number} ay @param {number} x @param {number} y */
    quadraticCurveTo(ax, ay, x, y) { this.path += `Q${this.at(ax, ay)} ${this.at(x, y)}`; }
    /** @param {number} ax @param {number} ay @param {number} bx @param {number} by @param {number} x @param {number} y */
    bezierCurveTo(ax, ay, bx, by, x, y) { this.path += `C${this.at(ax, ay)} ${this.at(bx, by)} ${this.at(x, y)}`; }
    /** @param {number} x @param {number} y @param {number} w @param {number} h */
    rect(x, y, w, h) { this.moveTo(x, y); this.lineTo(x + w, y); this.lineTo(x + w, y + h); this.lineTo(x, y + h); this.closePath(); }
    /** @param {number} x @param {number} y @param {number} r @param {number} from @param {number} to @param {boolean} [back] */
    arc(x, y, r, from, to, back = false) {
      const turn = Math.PI * 2;
      let by = back ? from - to : to - from;
      by = by >= turn - 0.001 ? turn : ((by % turn) + turn) % turn;
      this.lineTo(x + r * Math.cos(from), y + r * Math.sin(from));
      const radius = short(r * this.state.scaled);
      // In halves, since an arc of SVG that ends where it begins is none.
      for (const part of by > Math.PI ? [by / 2, by] : [by]) {
        const end = from + (back ? -part : part);
        this.path += `A${radius} ${radius} 0 0 ${back ? 0 : 1} ${this.at(x + r * Math.cos(end), y + r * Math.sin(end))}`;
      }
    }

    fill() {
      if (this.path) this.parts.push(`<path d="${this.path}"${paint('fill', this.state.fillStyle, this.state.globalAlpha)}/>`);
    }
    stroke() {
      if (!this.path) return;
      const { strokeStyle, globalAlpha, lineWidth, scaled, dash } = this.state;
      const dashes = dash.length ? ` stroke-dasharray="${dash.map((one) => short(one * scaled)).join(' ')}"` : '';
      this.parts.push(`<path d="${this.path}" fill="none"${paint('stroke', strokeStyle, globalAlpha)} stroke-width="${short(lineWidth * scaled)}"${dashes}/>`);
    }
    /** @param {number} x @param {number} y @param {number} w @param {number} h */
    fillRect(x, y, w, h) { const { path } = this; this.path = ''; this.rect(x, y, w, h); this.fill(); this.path = path; }

    /** @param {string} text @param {number} x @param {number} y @param {string} look */
    write(text, x, y, look) {
      const { font, textAlign, textBaseline, scaled } = this.state;
      const size = parseFloat((/([\d.]+)px/.exec(font) || ['', '10'])[1]);
      const [left, top] = this.at(x, y + (BELOW[textBaseline] || 0) * size).split(' ');
      const anchor = ANCHORS[textAlign] ? ` text-anchor="${ANCHORS[textAlign]}"` : '';
      this.parts.push(`<text x="${left}" y="${top}" font-size="${short(size * scaled)}"${/bold|[6-9]\d\d /.test(font) ? ' font-weight="bold"' : ''}${anchor}${look}>${KG.xml(text)}</text>`);
    }
    /** @param {string} text @param {number} x @param {number} y */
    fillText(text, x, y) { this.write(text, x, y, paint('fill', this.state.fillStyle, this.state.globalAlpha)); }
    /** A seam around letters, below them. @param {string} text @param {number} x @param {number} y */
    strokeText(text, x, y) {
      const { strokeStyle, globalAlpha, lineWidth, scaled } = this.state;
      this.write(text, x, y, ` aria-hidden="true" fill="none"${paint('stroke', strokeStyle, globalAlpha)} stroke-width="${short(lineWidth * scaled)}" stroke-linejoin="round"`);
    }
  };
})(window.KG);
