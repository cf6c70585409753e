package io.karst.storage.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes new columns from the columns there are. */
public interface RowConversion {
  /**
   * Values for some rows.
   *
   * @param rows the declared columns of each, in their order
   * @return for each row the values of the new columns
   * @throws io.karst.storage.base.KarstException if a row cannot be converted
   */
  List<@Nullable Object[]> convert(List<@Nullable Object[]> rows);
}
