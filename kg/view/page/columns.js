// A neighbourhood as columns: the chosen one in the middle, what it is joined to on both sides, one
// row each, under captions that name the relation. Rows cannot cover each other, so every name can be read.
(function (KG) {
  'use strict';
  const D = KG.data;
  const { camera, colours } = KG;
  const { box } = camera;

  const ROW = 27;
  const CAPTION = 24;
  const LONGEST = 34; // characters of a name in a box

  /** Keep the strongest rows of all groups, at least one of each. @param {Group[]} groups @param {number} most */
  function trim(groups, most) {
    const all = groups.reduce((sum, group) => sum + group.rows.length, 0);
    groups.forEach((group) => group.rows.sort((a, b) => (b.weight || 0) - (a.weight || 0)));
    const share = Math.min(1, most / Math.max(1, all));
    for (const group of groups) {
      group.all = group.rows.length;
      group.rows = group.rows.slice(0, Math.max(1, Math.round(group.rows.length * share)));
      group.kept = group.rows.length; // on both sides, where it is dealt to both
    }
    return { all, kept: groups.reduce((sum, group) => sum + group.rows.length, 0) };
  }

  /** Deal groups to the two sides, as even as can be; a large one may be on both. @param {Group[]} groups @param {boolean} narrow */
  function deal(groups, narrow) {
    if (narrow) return [[], groups];
    /** @type {Group[][]} */
    const sides = [[], []];
    const height = [0, 0];
    const total = groups.reduce((sum, group) => sum + group.rows.length + 1, 0);
    for (const group of [...groups].sort((a, b) => b.rows.length - a.rows.length)) {
      const parts = group.rows.length > 0.7 * total && group.rows.length > 6
        ? [group.rows.slice(0, Math.ceil(group.rows.length / 2)), group.rows.slice(Math.ceil(group.rows.length / 2))]
        : [group.rows];
      for (const rows of parts) {
        // What comes in stands on the left if there is room there.
        const where = height[0] === height[1] ? (group.out ? 1 : 0) : height[0] < height[1] ? 0 : 1;
        sides[where].push({ ...group, rows });
        height[where] += rows.length + 1;
      }
    }
    return sides;
  }

  /** @param {string} id @param {string} text @param {string} colour @param {number} x @param {number} y @param {object} [extra] */
  function boxOf(id, text, colour, x, y, extra) {
    return {
      id, label: text, x, y, shape: 'box', margin: { top: 4, bottom: 4, left: 8, right: 8 },
      borderWidth: 1.2, borderWidthSelected: 2, shapeProperties: { borderRadius: 7 },
      color: {
        background: colours.tint(colour, KG.isDark() ? 0.22 : 0.1), border: colour,
        highlight: { background: colours.tint(colour, 0.3), border: colours.style.accent },
      },
      font: { color: colours.style.ink, size: 13, face: 'system-ui, sans-serif' },
      chosen: true, ...extra,
    };
  }

  /** @param {Row} row */
  const textOf = (row) => (row.paper === undefined
    ? `${KG.sign(D.nodes.type[row.node])} ${KG.shorten(D.nodes.name[row.node], LONGEST)}`
    : `▤ ${KG.shorten(D.papers.title[row.paper], LONGEST)}`);
  /** @param {Row} row */
  const colourOf = (row) => (row.paper === undefined ? colours.type(D.nodes.type[row.node]) : colours.style.soft);

  /**
   * Lay out one side; gives nodes and edges of vis-network.
   * @param {Group[]} groups
   * @param {{x: number, y: number, row: Row}} middle
   * @param {number} sign
   * @param {number} x0
   * @param {number | null} y0
   * @param {boolean} narrow
   * @param {{nodes: any[], edges: any[], ids: Set<string>}} made
   */
  function side(groups, middle, sign, x0, y0, narrow, made) {
    const height = groups.reduce((sum, group) => sum + CAPTION + group.rows.length * ROW, 0);
    let y = y0 === null ? middle.y - height / 2 : y0;
    const font = KG.fontOf(13, false);
    groups.forEach((group, g) => {
      const more = group.all && group.kept && group.all > group.kept ? `  ${group.kept} of ${group.all}` : '';
      const right = group.out === (sign > 0); // which way the lines of this group run
      const caption = (group.both ? group.caption : right ? `${group.caption} →` : `← ${group.caption}`) + more;
      const wide = KG.widthOf(caption, KG.fontOf(12, true));
      made.nodes.push({
        id: `c${sign}${g}`, label: caption, shape: 'text', chosen: false, fixed: true,
        x: middle.x + sign * (x0 + wide / 2), y: y + CAPTION / 2 + 3,
        font: { color: colours.style.soft, size: 12, face: 'system-ui, sans-serif', bold: true, strokeColor: colours.style.ground, strokeWidth: 4 },
      });
      y += CAPTION;
      for (const row of group.rows) {
        const text = textOf(row);
        // A box is placed by its middle; names begin (on the left: end) at one line.
        const half = (KG.widthOf(text, font) + 20) / 2;
        const id = row.paper === undefined ? `n${row.node}` : `p${row.paper}`;
        const copy = made.ids.has(id) ? `${id} ${sign}${made.nodes.length}` : id;
        made.ids.add(copy);
        made.nodes.push(boxOf(copy, text, colourOf(row), middle.x + sign * (x0 + half), y + ROW / 2));
        made.edges.push({
          id: row.edge === undefined ? `r${copy}` : `e${row.edge}`,
          from: group.out ? 'middle' : copy, to: group.out ? copy : 'middle',
          arrows: group.both || narrow ? '' : 'to', // one above the other, arrows would cover what stands between: captions tell the way
          width: row.edge === undefined ? 1 : Math.min(4, 0.6 + 0.6 * D.edges.support[row.edge]),
          smooth: narrow ? false : { enabled: true, type: 'cubicBezier', forceDirection: 'horizontal', roundness: 0.7 },
          color: { color: colours.style.grey, highlight: colours.style.accent },
          selectionWidth: 1,
        });
        y += ROW;
      }
    });
  }

  /** A box of vis-network for a node or a paper, wherever it stands. */
  KG.boxFor = (row, id, x, y, extra) => boxOf(id, textOf(row), colourOf(row), x, y, extra);
  /** Half the width of that box. */
  KG.halfWidth = (row) => (KG.widthOf(textOf(row), KG.fontOf(13, false)) + 20) / 2;

  /**
   * Lay out a neighbourhood.
   * @param {{x: number, y: number, row: Row}} middle
   * @param {Group[]} groups
   * @param {number} most - rows to show
   * @returns {Drawing}
   */
  KG.columns = function (middle, groups, most) {
    const counted = trim(groups, most);
    const narrow = box.clientWidth < 620;
    const [left, right] = deal(groups, narrow);
    const { row } = middle;
    const text = row.paper === undefined
      ? wrap(`${KG.sign(D.nodes.type[row.node])} ${KG.shorten(D.nodes.name[row.node], 66)}`)
      : wrap(`▤ ${KG.shorten(D.papers.title[row.paper], 88)}`);
    const font = { color: colours.style.ink, size: 16, face: 'system-ui, sans-serif' };
    const half = (Math.max(...text.split('\n').map((line) => KG.widthOf(line, KG.fontOf(16, false)))) + 24) / 2;
    /** @type {{nodes: any[], edges: any[], ids: Set<string>}} */
    const made = { nodes: [], edges: [], ids: new Set() };
    made.nodes.push(boxOf('middle', text, colourOf(row), middle.x, middle.y, { borderWidth: 2.5, font }));
    if (narrow) side(right, middle, 1, 16 - half, middle.y + 34, narrow, made);
    else {
      side(left, middle, -1, half + 90, null, narrow, made);
      side(right, middle, 1, half + 90, null, narrow, made);
    }
    return { ...counted, ...made, frame: frameOf(made.nodes, middle, half) };
  };

  /** Break a name into lines of some 25 characters. @param {string} text */
  function wrap(text) {
    const lines = [''];
    for (const word of text.split(/\s+/)) {
      const last = lines[lines.length - 1];
      if (last && last.length + word.length > 25) lines.push(word);
      else lines[lines.length - 1] = last ? `${last} ${word}` : word;
    }
    return lines.map((line) => KG.shorten(line, 40)).join('\n');
  }

  /** @param {any[]} nodes @param {{x: number, y: number, row: Row}} middle @param {number} half */
  function frameOf(nodes, middle, half) {
    let frame = { left: middle.x - half, right: middle.x + half, top: middle.y - 60, bottom: middle.y + 60 };
    for (const node of nodes.slice(1)) {
      const wide = (KG.widthOf(node.label, KG.fontOf(13, false)) + 24) / 2;
      frame = {
        left: Math.min(frame.left, node.x - wide), right: Math.max(frame.right, node.x + wide),
        top: Math.min(frame.top, node.y - 20), bottom: Math.max(frame.bottom, node.y + 20),
      };
    }
    return frame;
  }
})(window.KG);
