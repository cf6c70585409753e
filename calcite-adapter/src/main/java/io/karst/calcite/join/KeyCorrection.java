package io.karst.calcite.join;

import io.karst.calcite.rel.KarstScan;
import io.karst.storage.scan.AccessPath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A key of several columns that is joined as a whole: a row meets one row of the keyed input, not
 * what the columns one by one would leave of it.
 *
 * @param keyed the input with the key, as a bit
 * @param others inputs that have all columns of the key
 * @param factor what the product of the columns is multiplied by
 */
record KeyCorrection(long keyed, long others, double factor) {

  double factor(long set) {
    return (set & keyed) != 0 && (set & others) != 0 ? factor : 1;
  }

  /** The corrections of a block. */
  static List<KeyCorrection> of(
      JoinBlock block, List<ColumnClass> classes, IntToDoubleFunction distinct) {
    List<KeyCorrection> result = new ArrayList<>();
    for (int i = 0; i < block.inputs().size(); i++) {
      JoinInput input = block.inputs().get(i);
      KarstScan scan = ScanInput.scan(input.rel());
      if (scan == null || !input.isInner()) {
        continue;
      }
      for (AccessPath path : scan.shape().paths()) {
        KeyCorrection found =
            path.unique() && path.columns().size() > 1
                ? of(block, i, path, classes, distinct)
                : null;
        if (found != null) {
          result.add(found);
          break;
        }
      }
    }
    return result;
  }

  private static @Nullable KeyCorrection of(
      JoinBlock block,
      int number,
      AccessPath path,
      List<ColumnClass> classes,
      IntToDoubleFunction distinct) {
    JoinInput input = block.inputs().get(number);
    double rows = ScanInput.tableRows(input.rel());
    long bit = 1L << number;
    long others = ~bit;
    double combinations = 1;
    for (int column : path.columns()) {
      int field = ScanInput.field(input.rel(), column);
      long with = field < 0 ? 0 : others(classes, input.first() + field);
      others &= with;
      combinations *= field < 0 ? 1 : distinct.applyAsDouble(input.first() + field);
    }
    return others == 0 || combinations <= rows
        ? null
        : new KeyCorrection(bit, others, combinations / rows);
  }

  private static long others(List<ColumnClass> classes, int column) {
    for (ColumnClass found : classes) {
      if (found.columns().contains(column)) {
        return found.inputs();
      }
    }
    return 0;
  }
}
