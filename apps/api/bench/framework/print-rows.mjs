const COLUMNS = [
  { title: 'name', width: 38, of: (row) => row.name },
  { title: 'value', width: 12, isRight: true, of: (row) => figure(row.value) },
  { title: 'unit', width: 14, of: (row) => row.unit },
  { title: 'baseline', width: 12, isRight: true, of: (row) => figure(row.baseline) },
  { title: 'ratio', width: 9, isRight: true, of: (row) => figure(row.ratio) },
  { title: 'goal', width: 26, of: (row) => row.goal ?? '' },
  { title: 'holds', width: 5, of: (row) => (row.holds === null ? '' : row.holds ? 'yes' : 'NO') },
];

/** Prints a table for people, line by line as it is measured. */
export function tablePrinter(write) {
  let isBegun = false;
  return (row) => {
    if (!isBegun) write(line(({ title }) => title));
    isBegun = true;
    write(line(({ of }) => of(row)));
  };
}

/** Prints one JSON object a line, for programs. */
export function jsonPrinter(write) {
  return (row) => write(JSON.stringify(row));
}

function line(textOf) {
  const cells = COLUMNS.map((column) => {
    const text = textOf(column);
    return column.isRight ? text.padStart(column.width) : text.padEnd(column.width);
  });
  return cells.join('  ').trimEnd();
}

function figure(number) {
  return number === null ? '' : number.toLocaleString('en', { maximumSignificantDigits: 6 });
}
