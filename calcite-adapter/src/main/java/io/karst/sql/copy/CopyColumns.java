package io.karst.sql.copy;

import io.karst.calcite.ast.Option;
import io.karst.sql.query.Names;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.List;

/**
 * The columns an option of COPY is about.
 *
 * @param all every column
 * @param names the others
 */
record CopyColumns(boolean all, List<String> names) {
  static final CopyColumns NONE = new CopyColumns(false, List.of());

  /** The value of an option: a star or names in parentheses. */
  static CopyColumns of(Option option) {
    boolean all = option.value() == null ? option.columns().isEmpty() : option.value().equals("*");
    if (!all && option.columns().isEmpty()) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER,
          "argument to option \"" + option.name() + "\" must be a list of column names");
    }
    return new CopyColumns(all, Names.simple(option.columns()));
  }

  /**
   * Which of the copied columns are meant.
   *
   * @throws KarstException UNDEFINED_COLUMN, INVALID_COLUMN_REFERENCE
   */
  boolean[] among(String option, List<String> copied) {
    boolean[] chosen = new boolean[copied.size()];
    java.util.Arrays.fill(chosen, all);
    for (String name : names) {
      int position = copied.indexOf(name);
      if (position < 0) {
        throw new KarstException(
            ErrorCode.UNDEFINED_COLUMN, option + " column \"" + name + "\" not referenced by COPY");
      }
      chosen[position] = true;
    }
    return chosen;
  }
}
