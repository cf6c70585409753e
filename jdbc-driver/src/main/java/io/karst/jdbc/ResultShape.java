package io.karst.jdbc;

import io.karst.sql.ResultColumn;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.ZonedValues;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of a result with their readers; shared by all executions of a statement. */
final class ResultShape {
  final List<ResultColumn> columns;
  final ZonedValues values;
  final ColumnReader[] readers;
  private @Nullable Map<String, Integer> byLabel;

  ResultShape(List<ResultColumn> columns, ZonedValues values) {
    this.columns = columns;
    this.values = values;
    this.readers = new ColumnReader[columns.size()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = ColumnReader.of(columns.get(i).type(), values);
    }
  }

  /** A shape made of computed columns. */
  static ResultShape of(List<String> names, List<ColumnType> types) {
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(ResultColumn.computed(names.get(i), types.get(i)));
    }
    return new ResultShape(columns, ZonedValues.UTC);
  }

  /** Whether this is the shape of such a result. */
  @SuppressWarnings("ReferenceEquality") // a plan and a session give the same objects again
  boolean fits(List<ResultColumn> others, ZonedValues theirs) {
    return columns == others && values == theirs;
  }

  int width() {
    return readers.length;
  }

  /** Position (from 0) of the first column with this label: exactly, else in any case. */
  int find(String label) throws SQLException {
    Map<String, Integer> labels = byLabel;
    if (labels == null) {
      labels = labels();
      byLabel = labels;
    }
    Integer found = labels.get(label);
    if (found == null) {
      found = labels.get(label.toLowerCase(Locale.ROOT));
    }
    if (found == null) {
      throw SqlErrors.error(ErrorCode.UNDEFINED_COLUMN, "the result has no column '" + label + "'");
    }
    return found;
  }

  private Map<String, Integer> labels() {
    Map<String, Integer> labels = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      labels.putIfAbsent(columns.get(i).label(), i);
    }
    for (int i = 0; i < columns.size(); i++) {
      labels.putIfAbsent(columns.get(i).label().toLowerCase(Locale.ROOT), i);
    }
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).column();
      if (name != null) {
        labels.putIfAbsent(name, i);
      }
    }
    return labels;
  }
}
