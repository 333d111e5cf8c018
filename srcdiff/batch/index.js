(() => {
"use strict";
// Sort the table by any column; without script it stands in the order of the list.
const table = document.querySelector(".pairs");
if (!table) return;
const rows = [...table.tBodies[0].rows];
const heads = [...table.tHead.rows[0].cells];

const key = (row, column) => {
  const cell = row.cells[column];
  if (!heads[column].classList.contains("figure")) return cell.textContent;
  return Number.parseFloat(cell.dataset.exact ?? cell.textContent.replaceAll(",", ""));
};

// What has no figure comes last, whichever way.
const compare = (x, y, sign) => {
  if (typeof x === "string") return sign * x.localeCompare(y, "en");
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
  return sign * (x - y);
};

const sort = (column) => {
  const head = heads[column];
  // Of figures the greatest are wanted first.
  const first = head.classList.contains("figure") && column ? "descending" : "ascending";
  const other = first === "ascending" ? "descending" : "ascending";
  const order = head.getAttribute("aria-sort") === first ? other : first;
  for (const each of heads) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", order);
  const sign = order === "ascending" ? 1 : -1;
  const keyed = rows.map((row, index) => [key(row, column), index, row]);
  keyed.sort(([x, i], [y, j]) => compare(x, y, sign) || i - j);
  table.tBodies[0].append(...keyed.map(([, , row]) => row));
};

heads.forEach((head, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  button.addEventListener("click", () => sort(column));
  head.replaceChildren(button);
});
})();
