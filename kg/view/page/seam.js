// Where a feature joins in: a view of the stage, a button in the header, a button below a name, a
// key. docs/view.md tells how. Everything added is drawn by frame.js.
(function (KG) {
  'use strict';

  KG.views = [];
  KG.tools = [];
  KG.actions = [];
  KG.keys = [];

  /**
   * Add a view that takes the place of the map: a table, a timeline.
   * @param {{name: string, label: string, key?: string, draw: (into: HTMLElement) => void}} view -
   *   `draw` fills the element anew, when the view is opened and whenever KG.shown changes
   */
  KG.addView = (view) => {
    KG.views.push(view);
    if (view.key) KG.addKey(view.key, view.label.toLowerCase(), () => KG.setView(view.name));
  };

  /**
   * Add a button to the header.
   * @param {{id: string, label: string, title: string, key?: string, run: (button: HTMLElement) => void}} tool
   */
  KG.addTool = (tool) => {
    KG.tools.push(tool);
    if (tool.key) KG.addKey(tool.key, tool.title.toLowerCase(), () => tool.run(KG.byId(tool.id)));
  };

  /**
   * Add a button below the name of each node in the panel.
   * @param {{label: string, title: string, key?: string, run: (node: number) => void}} action
   */
  KG.addAction = (action) => {
    KG.actions.push(action);
    if (action.key) {
      KG.addKey(action.key, `with an entity open: ${action.title.toLowerCase()}`, () => {
        const { kind, of } = KG.place();
        if (kind === 'node') action.run(of);
      });
    }
  };

  /** Add a key, pressed alone and outside of text fields; `where` is 'map' where it works only there. */
  KG.addKey = (key, meaning, run, where = '') => KG.keys.push({ key, meaning, run, where });

  /** Add something to the row above the map: a function that gives an element or null, asked anew after each change. */
  KG.trail = [];
  KG.addTrail = (part) => KG.trail.push(part);

  /** Name of the view on the stage; 'map' at first. */
  KG.view = 'map';
})(window.KG);
