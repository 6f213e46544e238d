// The arrow keys in the week: days sideways, and down through a cell's chips
// into the next room.

export interface Place {
  row: number;
  col: number;
  /** A chip of the cell, or -1 for a cell that has none. */
  chip: number;
}

type Chips = (row: number, col: number) => number;

/** Where a key leads from a place; null when it is no key of the week or leads nowhere. */
export function moved(from: Place, key: string, rows: number, cols: number, chipsAt: Chips): Place | null {
  const { row, col, chip } = from;
  switch (key) {
    case 'ArrowDown':
      if (chip + 1 < chipsAt(row, col)) return { row, col, chip: chip + 1 };
      return row + 1 < rows ? top(row + 1, col, chipsAt) : null;
    case 'ArrowUp':
      if (chip > 0) return { row, col, chip: chip - 1 };
      return row > 0 ? bottom(row - 1, col, chipsAt) : null;
    case 'ArrowLeft':
      return col > 0 ? beside(from, col - 1, chipsAt) : null;
    case 'ArrowRight':
      return col + 1 < cols ? beside(from, col + 1, chipsAt) : null;
    case 'Home':
      return beside(from, 0, chipsAt);
    case 'End':
      return beside(from, cols - 1, chipsAt);
    case 'PageDown':
      return top(Math.min(rows - 1, row + 8), col, chipsAt);
    case 'PageUp':
      return top(Math.max(0, row - 8), col, chipsAt);
    default:
      return null;
  }
}

function top(row: number, col: number, chipsAt: Chips): Place {
  return { row, col, chip: chipsAt(row, col) > 0 ? 0 : -1 };
}

function bottom(row: number, col: number, chipsAt: Chips): Place {
  return { row, col, chip: chipsAt(row, col) - 1 };
}

function beside(from: Place, col: number, chipsAt: Chips): Place {
  const chips = chipsAt(from.row, col);
  return { row: from.row, col, chip: Math.min(Math.max(0, from.chip), chips - 1) };
}
