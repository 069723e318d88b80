/* Layout of rows: which are hidden, and how far up the later rows of a column move. */
(function (charts) {
  "use strict";

  /* `rows` are {id, parent, column, bottom, gone} in drawing order; `gone` are hidden by a filter; `closed` is a Set of ids, `only` the Set of the
     rows that a search leaves, or null. Returns {placed: [{hidden, shift}], height}, the height of all columns. */
  charts.arrange = function (rows, closed, only) {
    const hidden = new Map();
    const columns = new Map();
    let height = 0;
    const placed = rows.map((row) => {
      const isHidden = row.gone === true || (only ? !only.has(row.id) : row.parent !== "" && (hidden.get(row.parent) === true || closed.has(row.parent)));
      hidden.set(row.id, isHidden);
      const column = columns.get(row.column) || { before: null, gone: 0 };
      const top = column.before === null ? row.bottom : column.before;
      if (isHidden) column.gone += row.bottom - top;
      else height = Math.max(height, row.bottom - column.gone);
      column.before = row.bottom;
      columns.set(row.column, column);
      return { hidden: isHidden, shift: column.gone };
    });
    return { placed, height };
  };

  /* The ids from a row up to the head of the office: `up` is the id above, "-" ends the chain. */
  charts.chain = function (byId, id) {
    const ids = [];
    for (let row = byId.get(id); row && !ids.includes(row.id); row = byId.get(row.up)) ids.push(row.id);
    return ids;
  };

  /* What a search leaves of the rows: the hits, all above them, the `groups`, and all rows below `opened` ids. */
  charts.leave = function (rows, byId, hits, groups, opened) {
    const only = new Set(groups);
    for (const row of rows) {
      const above = charts.above(byId, row.id);
      if (!row.parent || above.some((id) => opened.has(id))) only.add(row.id);
      if (hits.has(row.id)) [row.id, ...above].forEach((id) => only.add(id));
    }
    return only;
  };

  /* The ids above a row in its tree. */
  charts.above = function (byId, id) {
    const ids = [];
    for (let row = byId.get(id); row && row.parent && !ids.includes(row.parent); row = byId.get(row.parent)) ids.push(row.parent);
    return ids;
  };
})((window.charts = window.charts || {}));
