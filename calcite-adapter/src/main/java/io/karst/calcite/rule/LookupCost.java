package io.karst.calcite.rule;

import io.karst.calcite.rel.KarstScan;
import io.karst.storage.scan.AccessPath;

/**
 * What it costs to look the rows of a table up by key, in steps: one is what a row of a scan costs.
 */
public final class LookupCost {
  /** A lookup costs about this many rows of a scan. */
  private static final double LOOKUP = 5;

  /** Each further row that a lookup finds costs about this many rows of a scan. */
  private static final double MATCH = 2;

  private static final double INDEX_ENTRY = 4;
  private static final double SMALLEST_TABLE = 500;

  private LookupCost() {}

  /**
   * Whether rows of a scan can be looked up: it reads a large table with nothing pushed into it.
   */
  public static boolean mayBe(KarstScan scan) {
    return scan.push().bounds().isAll()
        && scan.push().limit() == null
        && scan.karstTable().source().estimatedRows() >= SMALLEST_TABLE;
  }

  /** Different values of a column of the shape, 0 if unknown. */
  public static double distinct(KarstScan scan, int column) {
    return Math.max(0, scan.karstTable().source().estimatedDistinct(column));
  }

  /** How many rows a lookup is expected to find, but for one, which it costs anyway. */
  public static double matches(KarstScan scan, double distinct) {
    double rows = scan.karstTable().source().estimatedRows();
    return distinct <= 0 ? 0 : Math.max(0, rows / distinct - 1);
  }

  /** Steps of a number of lookups. */
  public static double steps(double lookups, double matches) {
    return lookups * (LOOKUP + matches * MATCH);
  }

  /** Whether that is less than to read the table. */
  public static boolean pays(double lookups, double steps, double tableRows) {
    return lookups * LOOKUP < tableRows && steps < tableRows;
  }

  /** Steps of a scan. */
  public static double scan(KarstScan scan) {
    double rows =
        Math.max(1, scan.karstTable().source().estimatedRows() * scan.push().selectivity());
    return scan.path().kind() == AccessPath.Kind.INDEX ? rows * INDEX_ENTRY : rows;
  }
}
