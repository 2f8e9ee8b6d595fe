import type { BookLine } from '../books/book-document.js';
import type { WireRow } from '../serving/page-faults.js';
import { decimalText, quantityText } from './wire-text.js';

/** Lines as positions; a correction shows one position for each pair, with the difference. */
export function positionsView(lines: readonly BookLine[]): readonly WireRow[] {
  const before = lines.filter(({ isAfter }) => isAfter === false);
  const after = lines.filter(({ isAfter }) => isAfter === true);
  if (before.length === 0) return lines.map((line) => position(line, null));
  return before.map((was, index) => {
    const now = after[index] as BookLine;
    const difference = {
      ...now,
      quantity: now.quantity - was.quantity,
      net: now.net - was.net,
      tax: now.tax - was.tax,
      gross: now.gross - was.gross,
    };
    return position(difference, 'correction');
  });
}

function position(line: BookLine, kind: string | null): WireRow {
  return {
    name: line.name,
    description: null,
    kind,
    quantity: quantityText(line.quantity),
    quantity_unit: line.unit,
    price_net: decimalText(line.unitNet),
    tax: line.taxSymbol,
    total_price_net: decimalText(line.net),
    total_price_tax: decimalText(line.tax),
    total_price_gross: decimalText(line.gross),
    deleted: false,
  };
}
